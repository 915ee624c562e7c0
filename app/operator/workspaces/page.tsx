import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Form } from "@/components/ui/form";
import { Cell, Row, Table } from "@/components/ui/table";
import { requireOperator } from "@/lib/auth/session";
import { listWorkspaces, type WorkspaceRow } from "@/lib/connections/workspaces";
import { parsePagination } from "@/lib/pagination";
import { create } from "./actions";

export const metadata: Metadata = { title: "Vendor workspaces" };

const path = "/operator/workspaces";
const columns = [
  { label: "Tenant" },
  { label: "Connection" },
  { label: "Status" },
  { label: "Action" },
];

const states: Record<WorkspaceRow["state"], { label: string; color: string }> = {
  ready: { label: "Ready", color: "text-success" },
  creating: { label: "Creating", color: "text-muted" },
  missing: { label: "Not created", color: "text-muted" },
  failed: { label: "Failed", color: "text-danger" },
};

export default async function WorkspacesPage({ searchParams }: PageProps<"/operator/workspaces">) {
  const operator = await requireOperator(path);
  const { page } = parsePagination(await searchParams);
  const { rows, more } = await listWorkspaces(operator, page);
  return (
    <OperatorPage
      title="Vendor workspaces"
      description="Some vendors give each tenant an organization or workspace with its own secret. Create them here through the vendor's API."
    >
      {rows.length === 0 ? (
        <EmptyState>No enabled connection's vendor creates workspaces through its API.</EmptyState>
      ) : (
        <Table caption="Vendor workspaces" columns={columns}>
          {rows.map((row) => (
            <Row key={`${row.tenant.id} ${row.connection.id}`}>
              <Cell>
                <span className="font-medium">{row.tenant.name}</span>
                <span className="block text-sm text-muted">/{row.tenant.slug}</span>
              </Cell>
              <Cell>{row.connection.name}</Cell>
              <Cell>
                <span className={states[row.state].color}>{states[row.state].label}</span>
                {row.failure && <span className="block max-w-sm text-sm">{row.failure}</span>}
                {row.vendorId && (
                  <span className="block text-sm break-all text-muted">{row.vendorId}</span>
                )}
              </Cell>
              <Cell>{row.state !== "ready" && <CreateButton row={row} />}</Cell>
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

function CreateButton({ row: { tenant, connection, state } }: { row: WorkspaceRow }) {
  return (
    <Form
      action={create.bind(null, connection.id, tenant.id)}
      variant="secondary"
      submitLabel={
        <>
          {state === "failed" ? "Try again" : "Create"}
          <span className="sr-only"> for {tenant.name}</span>
        </>
      }
      pendingLabel="Creating…"
    />
  );
}
