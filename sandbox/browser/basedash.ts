// The page of the Basedash door: the app behind a session cookie, or one shared dashboard.

import "./basedash.css";
import { openFeed } from "./data/feed";
import { noFilters } from "./data/filters";
import { basedashShell } from "./doors/basedash-shell";
import { takeBoot } from "./page/boot";

const boot = takeBoot();
const root = document.getElementById("app") ?? document.body;
const shared = boot.kind.includes("shared");
const feed = openFeed({
  api: "/basedash/api",
  bearer: shared ? (boot.bearer ?? "") : null,
  cookie: !shared,
  load: boot.load,
  filters: noFilters,
  renewable: false,
});
const query = new URLSearchParams(window.location.search);
const hidden = (name: string) => query.get(name) === "true";
basedashShell({
  root,
  feed,
  manner: boot,
  title: boot.dashboardTitle,
  app: shared ? null : { sidebar: !hidden("hide_sidebar"), chat: !hidden("hide_chat") },
});
