"use client";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { MenuItem, MenuPopup, MenuRoot, MenuTrigger } from "@/components/ui/menu";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { FormattedDate } from "@/lib/format-date";
import { KeyDialog, type KeyDoing } from "./key-dialog";

export type KeyRow = {
  kid: string;
  algorithm: string;
  /** Name; null: all tenants. */
  tenant: string | null;
  state: "pending" | "active" | "retiring" | "retired";
  publicKey: string | null;
  created: FormattedDate | null;
  used: FormattedDate | null;
  ends: FormattedDate | null;
};

const columns = [
  { label: "Key" },
  { label: "State" },
  { label: "Made" },
  { label: "Last used" },
  { label: "Actions", numeric: true },
];

/** A connection's keys, and what can be done with each. */
export function Keys({ connection, keys }: { connection: string; keys: readonly KeyRow[] }) {
  const [doing, setDoing] = useState<{ what: KeyDoing; row: KeyRow } | null>(null);
  const [open, setOpen] = useState(false);
  const start = (what: KeyDoing, row: KeyRow) => () => {
    setDoing({ what, row });
    setOpen(true);
  };
  return (
    <>
      <Table caption="Keys of this connection" columns={columns}>
        {keys.map((key) => (
          <Row key={key.kid}>
            <Cell>
              <code className="block min-w-36 font-medium break-all">{key.kid}</code>
              <span className="block text-sm text-muted">
                {key.algorithm}
                {key.tenant && `, ${key.tenant}`}
              </span>
            </Cell>
            <Cell>
              <State {...key} />
            </Cell>
            <Cell>
              <Time date={key.created} />
            </Cell>
            <Cell>
              <Time date={key.used} />
            </Cell>
            <Cell numeric>
              <MenuRoot>
                <MenuTrigger className="tap relative ml-auto grid size-8 place-items-center rounded-md hover:bg-wash data-popup-open:bg-wash">
                  <Ellipsis aria-hidden="true" className="size-4" />
                  <span className="sr-only">Actions for key {key.kid}</span>
                </MenuTrigger>
                <MenuPopup label={`Actions for key ${key.kid}`} align="end">
                  {choices(key).map(([what, label]) => (
                    <MenuItem key={what} onClick={start(what, key)}>
                      {label}
                    </MenuItem>
                  ))}
                </MenuPopup>
              </MenuRoot>
            </Cell>
          </Row>
        ))}
      </Table>
      {doing && (
        <KeyDialog
          key={`${doing.what} ${doing.row.kid}`}
          {...doing}
          connection={connection}
          open={open}
          onOpenChange={setOpen}
        />
      )}
    </>
  );
}

function choices({ state, publicKey }: KeyRow): [KeyDoing, string][] {
  const all: [KeyDoing, string, boolean][] = [
    ["show", "Show public key", publicKey !== null],
    ["activate", "Put into use", state === "pending"],
    ["replace", "Replace its secret", state !== "retired" && publicKey === null],
    ["regenerate", "Regenerate", state !== "retired"],
    ["retire", state === "pending" ? "Discard" : "Retire now", state !== "retired"],
  ];
  const some = all
    .filter(([, , fits]) => fits)
    .map(([what, label]): [KeyDoing, string] => [what, label]);
  return some.length > 0 ? some : [["nothing", "Nothing can be done with it"]];
}

function State({ state, ends }: KeyRow): ReactNode {
  if (state === "active") return <span className="text-success">In use</span>;
  if (state === "pending") return <span className="text-warning">Waits</span>;
  const words = state === "retiring" ? "Runs out" : "Retired";
  return (
    <span className="text-muted">
      {words}
      {ends && (
        <span className="block text-sm">
          <Time date={ends} />
        </span>
      )}
    </span>
  );
}
