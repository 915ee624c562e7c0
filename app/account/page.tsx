import type { Metadata } from "next";
import { Header } from "@/components/shell/header";
import { Shell } from "@/components/shell/shell";
import { loadShell } from "@/components/shell/shell-data";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { Cell, Row, Table } from "@/components/ui/table";
import { requireUser } from "@/lib/auth/session";
import { listMemberships } from "@/lib/tenants/tenants";
import { canHavePanel } from "@/lib/users/developer-panel";
import { chooseTheme } from "./actions";
import { localeOptions, timeZoneOptions } from "./options";
import { PreferencesForm } from "./preferences-form";

export const metadata: Metadata = { title: "Account" };

export default async function Account() {
  const session = await requireUser("/account");
  const { user } = session;
  const [frame, memberships, offersPanel] = await Promise.all([
    loadShell(session),
    listMemberships(user.id),
    canHavePanel(user),
  ]);
  return (
    <Shell data={frame} chooseTheme={chooseTheme}>
      <Header>
        <p className="truncate text-muted">{user.email}</p>
      </Header>
      <div className="mx-auto grid w-full max-w-2xl gap-10 px-4 py-6 md:px-8 md:py-8">
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0">
            <h1 className="text-2xl font-semibold">{user.name}</h1>
            <p className="mt-1 break-words text-muted">{user.email}</p>
          </div>
          <SignOutButton variant="secondary" />
        </div>
        <section>
          <h2 className="text-lg font-semibold">Preferences</h2>
          <p className="mb-4 text-muted">Apply everywhere you're signed in.</p>
          <PreferencesForm
            theme={user.theme}
            locale={user.locale}
            timeZone={user.timeZone}
            locales={localeOptions(user.locale)}
            timeZones={timeZoneOptions(user.timeZone)}
            developerPanel={offersPanel ? user.developerPanel : null}
            preview={formatPreview(user.locale, user.timeZone)}
          />
        </section>
        <section>
          <h2 className="text-lg font-semibold">Organizations</h2>
          {memberships.length === 0 ? (
            <p className="text-muted">You're not in an organization.</p>
          ) : (
            <>
              <p className="mb-4 text-muted">Your organizations and roles</p>
              <Table
                caption="Your organizations"
                columns={[{ label: "Organization" }, { label: "Role" }]}
              >
                {memberships.map((one) => (
                  <Row key={one.slug}>
                    <Cell>
                      <a href={`/${one.slug}`} className="font-medium hover:underline">
                        {one.name}
                      </a>
                    </Cell>
                    <Cell>{one.role.slice(0, 1).toUpperCase() + one.role.slice(1)}</Cell>
                  </Row>
                ))}
              </Table>
            </>
          )}
        </section>
      </div>
    </Shell>
  );
}

function formatPreview(locale: string, timeZone: string): string {
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  return `${new Intl.NumberFormat(locale).format(12345.67)}, ${moment.format(new Date())}`;
}
