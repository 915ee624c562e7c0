"use client";
import { type ReactNode, useEffect, useState } from "react";
import { stateLabel } from "@/components/pane/state-labels";
import { usePane } from "@/components/pane/use-pane";
import { formatDuration, toCountdown } from "./countdown";
import { MemberTable } from "./member-table";
import { TimelineList } from "./timeline-list";
import { useToken } from "./use-token";

const modes = {
  message: "Message: takes a new token in place",
  swap: "Swap: a second frame replaces the first",
  session: "Session: extends the vendor's session",
} as const;

export function Panel({ tenant, dashboard }: { tenant: string; dashboard: string }) {
  const { view, controller } = usePane(tenant, dashboard);
  useRerender(500);
  const { state, mint: latest, entries = [] } = controller()?.inspect() ?? {};
  // While the pane is hidden, whoever looks may not be the token's viewer.
  const mint = view.hidden ? undefined : latest;
  const token = useToken(tenant, dashboard, mint);
  const now = { mono: performance.now(), wall: Date.now(), random: 0 };
  const countdown = state && toCountdown(state, now);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section aria-label="Pane" tabIndex={0} className="min-h-0 grow overflow-y-auto px-4 pb-6">
      <Section title="Status">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <Field label="State">{stateLabel(view)}</Field>
          {mint && <Field label="Renewal">{modes[mint.renewal.mode]}</Field>}
          {mint && <Field label="Vendor">{mint.renewal.origin}</Field>}
          {mint && <Field label="Mint ID">{mint.id}</Field>}
          {countdown && <Field label="Expires in">{formatDuration(countdown.untilExpiry)}</Field>}
          {countdown && <Field label="Renews in">{formatDuration(countdown.untilRenewal)}</Field>}
        </dl>
        {countdown && (
          <div aria-hidden="true" className="relative mt-3 h-1.5 rounded-sm bg-wash">
            <div
              className="h-full rounded-sm bg-accent"
              style={{ width: `${countdown.passed * 100}%` }}
            />
            <div
              className="absolute -inset-y-0.5 w-0.5 bg-ink"
              style={{ left: `${countdown.renewalAt * 100}%` }}
            />
          </div>
        )}
      </Section>
      <Section title="Token header">
        {token.header ? (
          <MemberTable label="Token header" members={token.header} />
        ) : (
          <p className="text-muted">No token</p>
        )}
      </Section>
      <Section title="Claims">
        {token.claims && <MemberTable label="Claims" members={token.claims} />}
        {token.note && <p className="text-muted">{token.note}</p>}
      </Section>
      <Section title="Timeline">
        <TimelineList entries={entries} />
      </Section>
    </section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className="border-b border-line py-3 last:border-0">
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div className="pt-2 text-sm">{children}</div>
    </details>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function useRerender(intervalMs: number) {
  const [, rerender] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) rerender((n) => n + 1);
    }, intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
}
