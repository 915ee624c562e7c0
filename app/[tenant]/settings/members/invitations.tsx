import type { Route } from "next";
import { roleLabels } from "@/app/[tenant]/settings/labels";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { dateFormatter } from "@/lib/format-date";
import type { Pagination as Wanted } from "@/lib/pagination";
import { listInvitations } from "@/lib/tenants/invitations";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { withdraw } from "./actions";

const columns = [
  { label: "Email" },
  { label: "Role" },
  { label: "Invited by" },
  { label: "Expires" },
  { label: "Actions", hideLabel: true },
];

type Props = { viewer: Viewer; path: Route; wanted: Wanted };

/** Invitations that can still be accepted. */
export async function Invitations({ viewer, path, wanted }: Props) {
  const list = await listInvitations(viewer, wanted);
  const formatDate = dateFormatter(viewer);
  if (list.total === 0) {
    return (
      <EmptyState>
        {wanted.query ? "No open invitations match this search." : "No open invitations."}
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Open invitations" columns={columns}>
        {list.rows.map(({ id, email, role, invitedBy, expiresAt }) => (
          <Row key={id}>
            <Cell>
              <span className="wrap-anywhere">{email}</span>
            </Cell>
            <Cell>{roleLabels[role].label}</Cell>
            <Cell>{invitedBy ?? <span className="text-muted">Former member</span>}</Cell>
            <Cell>
              <Time date={formatDate(expiresAt)} />
            </Cell>
            <Cell>
              <AlertDialogButton
                label="Withdraw"
                title={`Withdraw the invitation for ${email}?`}
                action={withdraw.bind(null, viewer.tenant.slug, id)}
                submitLabel="Withdraw invitation"
              >
                <p>The link stops working. You can invite them again.</p>
              </AlertDialogButton>
            </Cell>
          </Row>
        ))}
      </Table>
      <Pagination
        name="invitations"
        list={list}
        noun={["invitation", "invitations"]}
        path={path}
        searchParams={{ q: wanted.query }}
        locale={viewer.user.locale}
      />
    </>
  );
}
