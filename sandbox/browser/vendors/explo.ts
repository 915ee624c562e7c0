import "../theme.css";
import { showDashboard } from "../dashboard";
import { createDataClient } from "../data/client";
import { pageOptions, readBootData } from "../page/boot-data";
import { openHostChannel } from "../page/host-channel";
import { exploDashboard, exploReport } from "./explo-layout";
import { filtersFromQuery, readExploRequest } from "./explo-messages";
import { startExploProtocol } from "./explo-protocol";

const boot = readBootData();
const page = pageOptions(boot);
const client = createDataClient({
  api: "/explo/api",
  token: boot.bearer ?? "",
  filters: filtersFromQuery(window.location.search),
  isRenewable: true,
});
showDashboard({
  ...page,
  client,
  layout: boot.kind === "report-builder" ? exploReport : exploDashboard,
});

const host = openHostChannel(boot.origins, ({ event, detail }) => {
  const request = readExploRequest(event, detail);
  if (request) protocol.handle(request);
});
const protocol = startExploProtocol(client, page.root, boot.element ?? "", (event, detail) =>
  host.post({ event, detail }),
);
