// The page of the Explo door: a dashboard or a report builder in a frame.

import "./explo.css";
import { openFeed } from "./data/feed";
import { exploBoard } from "./doors/explo-board";
import { filtersFromQuery, readExploRequest } from "./doors/explo-messages";
import { exploReport } from "./doors/explo-report";
import { exploSpeech } from "./doors/explo-speech";
import { takeBoot } from "./page/boot";
import { connectHost } from "./page/host";

const boot = takeBoot();
const root = document.getElementById("app") ?? document.body;
const feed = openFeed({
  api: "/explo/api",
  bearer: boot.bearer ?? "",
  filters: filtersFromQuery(window.location.search),
  cookie: false,
  load: null,
  renewable: true,
});
if (boot.kind.includes("report")) exploReport(root, feed, boot, boot.dashboardTitle);
else exploBoard(root, feed, boot, boot.dashboardTitle, "page");

const host = connectHost(boot.origins, (data) => {
  const { event, detail } = data as { event?: unknown; detail?: unknown };
  const request = readExploRequest(event, detail);
  if (request) speech.take(request);
});
const speech = exploSpeech(feed, root, boot.element ?? "", (event, detail) =>
  host.post({ event, detail }),
);
