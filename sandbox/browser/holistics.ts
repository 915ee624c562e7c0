// The page of the Holistics door: a portal with a list of objects, or one dashboard alone.

import "./holistics.css";
import { openFeed } from "./data/feed";
import { noFilters } from "./data/filters";
import { holisticsBoard } from "./doors/holistics-board";
import { takeBoot } from "./page/boot";

const boot = takeBoot();
const root = document.getElementById("app") ?? document.body;
const feed = openFeed({
  api: "/holistics/api",
  bearer: boot.bearer ?? "",
  cookie: false,
  load: null,
  filters: noFilters,
  renewable: false,
});
const panel = new URLSearchParams(window.location.search).get("left_panel_state");
holisticsBoard({
  root,
  feed,
  manner: boot,
  title: boot.dashboardTitle,
  portal: boot.kind.includes("portal"),
  collapsed: panel === "collapsed",
});
