// Decides where Scoop's canvas is found: no token in any address, it is handed over and exchanged.
import { z } from "zod";
import { bearerOf, readBody } from "../../admin";
import { serveDocument, serveJson } from "../../answer";
import { Refusal } from "../../refusal";
import type { Ask, Door } from "../../sandbox";
import { claimId } from "../../verify/claims";
import { readDress, single } from "../../view";
import { readScoop } from "./reader";
import { administerScoop } from "./registry";

const exchangeBody = z.strictObject({ token: z.string(), canvasId: claimId });

export const scoop: Door = {
  name: "scoop",
  refused: {
    title: "This canvas could not be opened",
    detail: "The embed token is invalid, has expired or was used before.",
  },
  expired: {
    title: "This canvas is no longer connected",
    detail: "The embed token is invalid, has expired or was used before.",
  },
  administer: administerScoop,
  open: (app, sandbox) => {
    // The document itself shows nothing: what a token opens is decided at the exchange.
    app.all("/scoop/canvas/:canvas", (ask) =>
      serveDocument(ask, sandbox, scoop, async (origins, url) => {
        const canvasId = claimId.safeParse(ask.req.param("canvas"));
        if (!canvasId.success) throw new Refusal("content");
        const query = url.searchParams;
        return {
          origins,
          boot: {
            door: "scoop",
            kind: "canvas",
            title: "Scoop sandbox",
            dashboardTitle: "Canvas",
            canvasId: canvasId.data,
            origins,
            ...readDress({
              theme: single(query, "theme"),
              locale: single(query, "locale"),
              timeZone: single(query, "tz"),
            }),
          },
        };
      }),
    );
    app.post("/scoop/api/session", (ask) =>
      serveJson(ask, sandbox, scoop, async () => {
        const { token, canvasId } = await readExchange(ask);
        const scope = await readScoop(token, canvasId, sandbox);
        const now = sandbox.clock();
        const session = await sandbox.sessions.open("scoop", scope, "", now);
        sandbox.control.shown("scoop");
        return ask.json({ session, expiresIn: Math.max(0, scope.expiresAt - now) });
      }),
    );
  },
  viewer: async (ask, sandbox) => {
    const scope = await sandbox.sessions.find("scoop", bearerOf(ask) ?? "", "");
    if (!scope) throw new Refusal("session");
    if (scope.expiresAt <= sandbox.now("scoop")) throw new Refusal("expired");
    return scope;
  },
};

async function readExchange(ask: Ask) {
  try {
    return await readBody(ask, exchangeBody);
  } catch {
    throw new Refusal("malformed");
  }
}
