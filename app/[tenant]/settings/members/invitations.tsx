import { roleWords } from "@/app/[tenant]/settings/labels";
import { EmptyState } from "@/components/ui/empty-state";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Pager } from "@/components/ui/old-list";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { dateFormatter } from "@/lib/format-date";
import type { Pagination } from "@/lib/pagination";
import { listInvitations } from "@/lib/tenants/members";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { withdraw } from "./actions";

const columns = [
  { label: "Email" },
  { label: "As" },
  { label: "Invited by" },
  { label: "Expires" },
  { label: "Action" },
];

type Props = { viewer: Viewer; path: string; wanted: Pagination };

/** Links that still open. */
export async function Invitations({ viewer, path, wanted }: Props) {
  const list = await listInvitations(viewer, wanted);
  const formatDate = dateFormatter(viewer);
  if (list.total === 0) {
    return (
      <EmptyState>
        {wanted.query ? "No open invitation fits that." : "Nobody has an open invitation."}
      </EmptyState>
    );
  }
  return (
    <>
      <Table caption="Open invitations" columns={columns}>
        {list.rows.map((one) => (
          <Row key={one.id}>
            <Cell>
              <span className="wrap-anywhere">{one.email}</span>
            </Cell>
            <Cell>{roleWords[one.role].label}</Cell>
            <Cell>{one.invitedBy ?? <span className="text-muted">Somebody who left</span>}</Cell>
            <Cell>
              <Time date={formatDate(one.expiresAt)} />
            </Cell>
            <Cell>
              <ConfirmButton
                label="Withdraw"
                title={`Withdraw the invitation of ${one.email}?`}
                action={withdraw}
                submit="Withdraw it"
                hidden={{ tenant: viewer.tenant.slug, invitation: one.id }}
              >
                <p>The link then opens nothing. You can invite them again.</p>
              </ConfirmButton>
            </Cell>
          </Row>
        ))}
      </Table>
      <Pager
        name="invited"
        path={path}
        parameters={{ q: wanted.query }}
        {...list}
        locale={viewer.user.locale}
      />
    </>
  );
}
