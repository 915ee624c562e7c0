// Decides the order in which a request meets the sandbox: size, faults, then its door.

import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { mountAdministration } from "./admin";
import { plainError, serveJson } from "./answer";
import { mountControl } from "./control-routes";
import { answerData, answerExport } from "./data";
import { StoreUnavailable } from "./database";
import { doors } from "./doors/all";
import { misbehave } from "./faults";
import type { App, Ask, Bindings, Sandbox } from "./sandbox";

/** Builds the whole application over a sandbox's parts. */
export function buildApp(sandbox: Sandbox): App {
  const app = new Hono<Bindings>();
  app.onError((error, ask) => {
    if (error instanceof StoreUnavailable) {
      sandbox.log(error.message);
      const answer = plainError(ask, 503, "Not available now", "Please try again in a moment.");
      answer.headers.set("Retry-After", "2");
      return answer;
    }
    sandbox.log(`fault of the program: ${error.stack ?? error.message}`);
    return plainError(ask, 500, "Internal error", "The sandbox's log says more.");
  });
  app.notFound((ask) => plainError(ask, 404, "Not found", "There is nothing at this address."));
  const tooLarge = (ask: Ask) => plainError(ask, 413, "Too large", "A body may have 64 KiB.");
  app.use(bodyLimit({ maxSize: 65_536, onError: (ask) => tooLarge(ask as Ask) }));

  app.get("/health", async (ask) => {
    await sandbox.database.query("select 1");
    return ask.json({ status: "ok" }, 200, { "Cache-Control": "no-store" });
  });
  app.get("/assets/:name", (ask) => serveAsset(ask, sandbox, ask.req.param("name")));
  if (sandbox.settings.control) mountControl(app, sandbox, doors);
  mountAdministration(app, sandbox, doors);
  for (const door of doors) {
    app.use(`/${door.name}/*`, (ask, next) => misbehave(ask, next, sandbox, door.name));
    door.open(app, sandbox);
    app.get(`/${door.name}/api/data`, (ask) =>
      serveJson(ask, sandbox, door, () => answerData(ask, sandbox, door)),
    );
    app.get(`/${door.name}/api/export`, (ask) =>
      serveJson(ask, sandbox, door, () => answerExport(ask, sandbox, door)),
    );
  }
  // Behind its door's faults, as the rest of that vendor.
  app.get("/explo/bundle.js", (ask) => serveAsset(ask, sandbox, "explo-element.js"));
  return app;
}

/** Scripts and styles may be loaded by any page: they hold no data. */
function serveAsset(ask: Ask, sandbox: Sandbox, name: string): Response {
  const asset = sandbox.assets.find(name);
  if (!asset) return plainError(ask, 404, "Not found", "There is no such file.");
  const headers = {
    ETag: asset.etag,
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
  };
  if (ask.req.header("If-None-Match") === asset.etag) return ask.body(null, 304, headers);
  return ask.body(asset.body, 200, {
    ...headers,
    "Content-Type": `${asset.type}; charset=utf-8`,
  });
}
