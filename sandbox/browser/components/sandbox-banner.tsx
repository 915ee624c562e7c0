/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatDuration } from "../data/format";
import { useDashboard } from "./context";

/** Identifies the sandbox and states what the token says about its viewer. */
export function SandboxBanner() {
  const { state, layout } = useDashboard();
  const { answer, status } = state;
  return (
    <section
      aria-label="Sandbox"
      class="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line border-b bg-banner px-4 py-[5px] text-banner-text text-xs @max-narrow:px-3.5"
    >
      <span class="rounded-[4px] border border-current border-dashed px-1.5 font-semibold">
        Sandbox
      </span>
      <span>{layout.vendor}</span>
      {(answer || status === "expired") && (
        <span class="flex min-w-0 flex-1 flex-wrap gap-x-3.5 gap-y-0.5 @max-narrow:basis-full">
          {answer && (
            <>
              <Fact label="Viewer" testId="viewer" hidden={!answer.viewer}>
                {answer.viewer ?? ""}
              </Fact>
              <Fact label="Tenant" testId="tenant">
                {answer.tenant}
              </Fact>
              <Fact label="Rows">{answer.region ?? "All regions"}</Fact>
            </>
          )}
          <span class="ml-auto inline-flex items-center gap-[5px] whitespace-nowrap">
            <Countdown />
            <span
              aria-hidden="true"
              class={`size-2 rounded-full ${status === "expired" ? "border-2 border-expired" : "bg-live"}`}
            />
            <span data-testid="state" class="font-semibold">
              {status === "expired" ? "expired" : "live"}
            </span>
          </span>
        </span>
      )}
    </section>
  );
}

function Fact(props: {
  label: string;
  testId?: string;
  hidden?: boolean;
  children: ComponentChildren;
}) {
  return (
    <span class={props.hidden ? "sr-only" : "inline-flex min-w-0 items-center gap-[5px]"}>
      <span>{props.label}</span>
      <span data-testid={props.testId} class="font-semibold wrap-anywhere">
        {props.children}
      </span>
    </span>
  );
}

function Countdown() {
  const { client, state, format } = useDashboard();
  const [, setTick] = useState(0);
  useEffect(() => client.onTick(() => setTick((tick) => tick + 1)), [client]);
  const left = client.remainingMs();
  if (left === null) return null;
  const expired = state.status === "expired";
  return (
    <span
      class="mr-2 tabular-nums"
      // From the time left, because this browser's clock may be wrong.
      title={expired ? undefined : `At ${format.dateTime(Date.now() + left)}`}
    >
      {expired ? "Expired" : `Expires in ${formatDuration(left)}`}
    </span>
  );
}
