import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { ActionForm } from "@/components/ui/old-form";
import { Cell, Row, Table } from "@/components/ui/table";
import { requireOperator } from "@/lib/auth/session";
import { listPlaces, type PlaceRow } from "@/lib/connections/workspaces";
import { parsePagination } from "@/lib/pagination";
import { makePlaceNow } from "./actions";

export const metadata: Metadata = { title: "At vendors" };

const path = "/operator/workspaces";
const columns = [
  { label: "Tenant" },
  { label: "Connection" },
  { label: "State" },
  { label: "Action" },
];

const states: Record<PlaceRow["state"], { word: string; colour: string }> = {
  ready: { word: "Made", colour: "text-success" },
  creating: { word: "Being made", colour: "text-muted" },
  missing: { word: "Not made yet", colour: "text-muted" },
  failed: { word: "Failed", colour: "text-danger" },
};

export default async function Places({ searchParams }: PageProps<"/operator/workspaces">) {
  const operator = await requireOperator(path);
  const { page } = parsePagination(await searchParams);
  const { rows, more } = await listPlaces(operator, page);
  return (
    <OperatorPage
      title="At vendors"
      description="Some vendors give each tenant a place of its own, with its own secret. It is made through their API, and the host's origin allowed in it."
    >
      {rows.length === 0 ? (
        <EmptyState>
          No enabled connection is of a vendor that makes places through its API.
        </EmptyState>
      ) : (
        <Table caption="Places at vendors" columns={columns}>
          {rows.map((row) => (
            <Row key={`${row.tenant.id} ${row.connection.id}`}>
              <Cell>
                <span className="font-medium">{row.tenant.name}</span>
                <span className="block text-sm text-muted">/{row.tenant.slug}</span>
              </Cell>
              <Cell>{row.connection.name}</Cell>
              <Cell>
                <span className={states[row.state].colour}>{states[row.state].word}</span>
                {row.failure && <span className="block max-w-sm text-sm">{row.failure}</span>}
                {row.vendorId && (
                  <span className="block text-sm break-all text-muted">{row.vendorId}</span>
                )}
              </Cell>
              <Cell>{row.state !== "ready" && <Make row={row} />}</Cell>
            </Row>
          ))}
        </Table>
      )}
      <div className="mt-4 flex gap-2">
        {page > 1 && (
          <NavLink href={`${path}?page=${page - 1}`} className={buttonClass("secondary")}>
            Previous
          </NavLink>
        )}
        {more && (
          <NavLink href={`${path}?page=${page + 1}`} className={buttonClass("secondary")}>
            Next
          </NavLink>
        )}
      </div>
    </OperatorPage>
  );
}

function Make({ row }: { row: PlaceRow }) {
  return (
    <ActionForm
      action={makePlaceNow}
      hidden={{ tenant: row.tenant.id, connection: row.connection.id }}
      variant="secondary"
      submit={
        <>
          {row.state === "failed" ? "Try again" : "Make"}
          <span className="sr-only"> for {row.tenant.name}</span>
        </>
      }
      busyWords="Asking the vendor"
    />
  );
}
