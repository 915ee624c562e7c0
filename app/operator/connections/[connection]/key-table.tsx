"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from "@/components/ui/menu";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormattedDate } from "@/lib/format-date";
import { type KeyAction, KeyDialog } from "./key-dialog";

export type KeyRow = {
  kid: string;
  algorithm: string;
  /** Name; null: all tenants. */
  tenant: string | null;
  state: "pending" | "active" | "retiring" | "retired";
  publicKey: string | null;
  createdAt: FormattedDate | null;
  lastUsedAt: FormattedDate | null;
  /** When it retires or was retired. */
  endsAt: FormattedDate | null;
};

const columns = [
  { label: "Key" },
  { label: "Status" },
  { label: "Created" },
  { label: "Last used" },
  { label: "Actions", numeric: true, hideLabel: true },
];

export function KeyTable({ connection, keys }: { connection: string; keys: readonly KeyRow[] }) {
  const [chosen, setChosen] = useState<{ action: KeyAction; row: KeyRow } | null>(null);
  const [open, setOpen] = useState(false);
  const start = (action: KeyAction, row: KeyRow) => () => {
    setChosen({ action, row });
    setOpen(true);
  };
  return (
    <>
      <Table caption="Keys" columns={columns}>
        {keys.map((key) => (
          <Row key={key.kid}>
            <Cell>
              <code className="block min-w-36 font-medium break-all">{key.kid}</code>
              <span className="block text-sm text-muted">
                {key.algorithm === "api" ? "Vendor API" : key.algorithm}
                {key.tenant && ` · ${key.tenant}`}
              </span>
            </Cell>
            <Cell>
              <Status row={key} />
            </Cell>
            <Cell>
              <Time date={key.createdAt} />
            </Cell>
            <Cell>
              <Time date={key.lastUsedAt} />
            </Cell>
            <Cell numeric>
              <KeyMenu row={key} onChoose={(action) => start(action, key)()} />
            </Cell>
          </Row>
        ))}
      </Table>
      {chosen && (
        <KeyDialog
          key={`${chosen.action} ${chosen.row.kid}`}
          {...chosen}
          connection={connection}
          open={open}
          onOpenChange={setOpen}
        />
      )}
    </>
  );
}

function KeyMenu({ row, onChoose }: { row: KeyRow; onChoose: (action: KeyAction) => void }) {
  const actions = listActions(row);
  if (actions.length === 0) return null;
  const label = `Actions for key ${row.kid}`;
  return (
    <MenuRoot>
      <MenuTrigger className="tap relative ml-auto grid size-8 place-items-center rounded-md hover:bg-wash data-popup-open:bg-wash">
        <Ellipsis aria-hidden="true" className="size-4" />
        <span className="sr-only">{label}</span>
      </MenuTrigger>
      <MenuPopup label={label} align="end">
        {actions.map(([action, label]) => (
          <MenuItem key={action} onClick={() => onChoose(action)}>
            {label}
          </MenuItem>
        ))}
      </MenuPopup>
    </MenuRoot>
  );
}

function listActions({ state, publicKey }: KeyRow): (readonly [KeyAction, string])[] {
  const isRetired = state === "retired";
  const isPending = state === "pending";
  return [
    ...(publicKey ? [["show", "Show public key"] as const] : []),
    ...(isPending ? [["activate", "Activate"] as const] : []),
    ...(isRetired || publicKey ? [] : [["replace", "Replace secret"] as const]),
    ...(isRetired ? [] : [["regenerate", "Regenerate"] as const]),
    ...(isRetired ? [] : [["retire", isPending ? "Discard" : "Retire now"] as const]),
  ];
}

function Status({ row: { state, endsAt } }: { row: KeyRow }) {
  if (state === "active") return <span className="text-success">Active</span>;
  if (state === "pending") return <span className="text-warning">Pending</span>;
  return (
    <span className="text-muted">
      {state === "retiring" ? "Retiring" : "Retired"}
      {endsAt && (
        <span className="block text-sm">
          <Time date={endsAt} />
        </span>
      )}
    </span>
  );
}
