"use client";
import { type ReactNode, useEffect, useState } from "react";
import { stateWords } from "@/components/pane/state-labels";
import { usePane } from "@/components/pane/use-pane";
import { clockOf, countdownOf } from "./countdown";
import { MemberTable } from "./member-table";
import { TimelineList } from "./timeline-list";
import { useToken } from "./use-token";

const ways = {
  message: "by message: the shown pane takes a new token in place",
  swap: "by swap: a second frame over the first",
  session: "by the vendor's own session",
} as const;

/** Everything about one pane: what its token says, how long it lasts, what happened. */
export function Panel({ tenant, dashboard }: { tenant: string; dashboard: string }) {
  const { view, controller } = usePane(tenant, dashboard);
  useTick(500);
  const { state, mint: latest, entries = [] } = controller()?.inspect() ?? {};
  // Whose token it is is no business of whoever looks, until the authority has said who that is.
  const mint = view.veiled ? undefined : latest;
  const token = useToken(tenant, dashboard, mint);
  const now = { mono: performance.now(), wall: Date.now(), chance: 0 };
  const countdown = state && countdownOf(state, now);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label="Pane" tabIndex={0} className="min-h-0 grow overflow-y-auto px-4 pb-6">
      <Part title="Now">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <Fact label="State">{stateWords(view)}</Fact>
          {mint && <Fact label="Renewed">{ways[mint.renewal.mode]}</Fact>}
          {mint && <Fact label="Vendor">{mint.renewal.origin}</Fact>}
          {mint && <Fact label="Mint">{mint.id}</Fact>}
          {countdown && <Fact label="Ends in">{clockOf(countdown.left)}</Fact>}
          {countdown && <Fact label="Renewed in">{clockOf(countdown.due)}</Fact>}
        </dl>
        {countdown && (
          <div aria-hidden="true" className="relative mt-3 h-1.5 rounded-sm bg-wash">
            <div
              className="h-full rounded-sm bg-accent"
              style={{ width: `${countdown.passed * 100}%` }}
            />
            <div
              className="absolute -inset-y-0.5 w-0.5 bg-ink"
              style={{ left: `${countdown.dueAt * 100}%` }}
            />
          </div>
        )}
      </Part>
      <Part title="Token header">
        {token.header ? (
          <MemberTable label="Token header" members={token.header} />
        ) : (
          <p className="text-muted">There is no token now.</p>
        )}
      </Part>
      <Part title="Claims">
        {token.claims && <MemberTable label="Claims" members={token.claims} />}
        {token.note && <p className="text-muted">{token.note}</p>}
      </Part>
      <Part title="Timeline">
        <TimelineList entries={entries} />
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className="border-b border-line py-3 last:border-0">
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div className="pt-2 text-sm">{children}</div>
    </details>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** Draws again every so many milliseconds while the page is seen. */
function useTick(every: number) {
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) draw((n) => n + 1);
    }, every);
    return () => clearInterval(timer);
  }, [every]);
}
