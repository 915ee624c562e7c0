import "../theme.css";
import { showDashboard } from "../dashboard";
import { createDataClient } from "../data/client";
import { readBootData } from "../page/boot-data";
import { openHostChannel } from "../page/host-channel";
import { exploDashboard, exploReport } from "./explo-layout";
import { filtersFromQuery, readExploRequest } from "./explo-messages";
import { startExploProtocol } from "./explo-protocol";

const boot = readBootData();
const root = document.getElementById("app") ?? document.body;
const client = createDataClient({
  api: "/explo/api",
  token: boot.bearer ?? "",
  filters: filtersFromQuery(window.location.search),
  isRenewable: true,
});
showDashboard({
  root,
  client,
  layout: boot.kind === "report-builder" ? exploReport : exploDashboard,
  title: boot.dashboardTitle,
  locale: boot.locale,
  timeZone: boot.timeZone,
});

const host = openHostChannel(boot.origins, (data) => {
  const { event, detail } = data as { event?: unknown; detail?: unknown };
  const request = readExploRequest(event, detail);
  if (request) protocol.handle(request);
});
const protocol = startExploProtocol(client, root, boot.element ?? "", (event, detail) =>
  host.post({ event, detail }),
);
