// The page of the Scoop door: a canvas that is handed its token by the page that frames it.

import "./scoop.css";
import { openFeed } from "./data/feed";
import { noFilters } from "./data/filters";
import { scoopBoard } from "./doors/scoop-board";
import { readToken, ready } from "./doors/scoop-messages";
import { takeBoot } from "./page/boot";
import { connectHost } from "./page/host";

const handOverWithin = 20_000;

const boot = takeBoot();
const root = document.getElementById("app") ?? document.body;
const feed = openFeed({
  api: "/scoop/api",
  bearer: null,
  cookie: false,
  load: null,
  filters: noFilters,
  renewable: true,
});
scoopBoard(root, feed, boot, boot.dashboardTitle);

const host = connectHost(boot.origins, (data) => {
  const token = readToken(data);
  if (token !== null) void exchange(token);
});

let waiting = 0;
let exchanges = 0;
let holdsSession = false;

function ask(): void {
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    feed.fail({
      title: "The canvas was not given a token",
      detail: "The page that shows this canvas did not hand one over.",
      code: "timeout",
    });
  }, handOverWithin);
  host.post(ready);
}

/** A token is good for one session; the session replaces the present one, filters and all else kept. */
async function exchange(token: string): Promise<void> {
  const mine = ++exchanges;
  clearTimeout(waiting);
  const answer = (await feed.send("session", { token, canvasId: boot.canvasId })) as {
    session?: unknown;
  } | null;
  if (mine !== exchanges) return;
  if (typeof answer?.session === "string") {
    holdsSession = true;
    feed.setBearer(answer.session);
  } else if (!holdsSession) {
    feed.fail({
      title: "The canvas could not be opened",
      detail: "The token was not accepted.",
      code: "refused",
    });
  }
}

feed.watch((_view, cause) => {
  if (cause === "wanted") ask();
});
ask();
