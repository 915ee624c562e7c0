import "../theme.css";
import { showDashboard } from "../dashboard";
import { createDataClient } from "../data/client";
import { baseClasses, type Layout } from "../layout";
import { pageOptions, readBootData } from "../page/boot-data";
import { openHostChannel } from "../page/host-channel";
import { readToken, ready } from "./scoop-messages";

const tile = "rounded-[18px] border border-line bg-surface shadow-[0_2px_0_var(--line)]";

const layout: Layout = {
  vendor: "Scoop",
  exportName: "scoop-orders",
  expiredMessage: "This canvas has expired and shows no newer data.",
  heading: "title",
  filters: "header",
  filterLabels: { category: "Category", region: "Region" },
  figures: ["orders", "average", "units", "margin"],
  navigation: null,
  pages: [
    {
      id: "canvas",
      title: "Canvas",
      icon: "chart",
      class: "contents",
      widgets: [
        {
          kind: "months",
          measure: "revenue",
          chart: "steps",
          class: "col-span-full @min-[900px]:col-span-8",
          chartClass: "mx-3.5 mb-3 h-60 @min-[900px]:h-75",
        },
        { kind: "insights", class: "col-span-full bg-subtle! @min-[900px]:col-span-5" },
        {
          kind: "breakdown",
          chart: "list",
          colors: "many",
          switchable: true,
          class: "col-span-full @min-[900px]:col-span-7",
        },
        { kind: "months", measure: "margin", chart: "bars", class: "col-span-full" },
        { kind: "orders", class: "col-span-full overflow-clip" },
      ],
    },
  ],
  classes: {
    ...baseClasses,
    main: "@container dotted min-h-[calc(100vh-29px)] px-5.5 pt-5 pb-7 @max-narrow:p-3",
    header:
      "mb-3.5 flex flex-wrap items-center gap-x-5 gap-y-3 rounded-[18px] border border-line bg-surface px-4.5 py-3.5",
    titleBlock: "mr-auto",
    title: "text-[20px] leading-[1.3] font-extrabold tracking-[-0.01em]",
    subtitle: "text-sm text-muted",
    filterBar: "@max-narrow:w-full",
    fieldLabel: `${baseClasses.fieldLabel} pl-1`,
    notice: "mb-3.5",
    content: "grid grid-cols-2 gap-3.5 @min-[900px]:grid-cols-12",
    figures: "col-span-full grid grid-cols-2 gap-3.5 @min-[900px]:col-span-4",
    figure: `${tile} px-4.5 py-3.5 last:even:col-span-full`,
    figureValue: "text-[23px] leading-[1.3] font-extrabold @max-narrow:text-[18px]",
    revenue: "col-span-full border-accent! bg-accent! text-on-accent shadow-none! *:text-inherit",
    revenueValue: "text-[34px] leading-[1.2] font-extrabold @max-narrow:text-[30px]",
    revenueNote: "",
    card: tile,
    cardHead: "min-h-12 px-4.5 pt-2.5 pb-0.5",
    cardTitle: "mr-auto text-md leading-[1.4] font-[750]",
    chart: "mx-3.5 mb-3 h-60",
    breakdown: "px-4.5 pt-1.5 pb-5",
    cell: "px-4.5 py-2",
  },
};

const tokenTimeoutMs = 20_000;

const boot = readBootData();
const client = createDataClient({ api: "/scoop/api", token: null, isRenewable: true });
showDashboard({ ...pageOptions(boot), client, layout });

const host = openHostChannel(boot.origins, (data) => {
  const token = readToken(data);
  if (token !== null) void exchange(token);
});

let tokenTimeout = 0;
let latestExchange = 0;
let hasSession = false;

function requestToken(): void {
  clearTimeout(tokenTimeout);
  tokenTimeout = window.setTimeout(() => {
    client.fail({
      title: "The canvas didn't receive a token",
      detail: "The page that embeds this canvas didn't provide one.",
      code: "timeout",
    });
  }, tokenTimeoutMs);
  host.post(ready);
}

/** A token is exchanged once, for a session that replaces the current one; filters and data stay. */
async function exchange(token: string): Promise<void> {
  const own = ++latestExchange;
  clearTimeout(tokenTimeout);
  const body = { token, canvasId: boot.canvasId };
  const answer = (await client.post("session", body)) as { session?: unknown } | null;
  if (own !== latestExchange) return;
  if (typeof answer?.session === "string") {
    hasSession = true;
    client.setToken(answer.session);
  } else if (!hasSession) {
    client.fail({
      title: "The canvas couldn't be opened",
      detail: "The token wasn't accepted.",
      code: "refused",
    });
  }
}

client.subscribe((_state, change) => {
  if (change === "token-needed") requestToken();
});
requestToken();
