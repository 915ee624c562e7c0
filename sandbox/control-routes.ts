// Decides who may read the counters and ask for faults: programs on this machine, no web page.
import { getConnInfo } from "@hono/node-server/conninfo";
import { plainError } from "./answer";
import { controlRequest } from "./control";
import type { App, Ask, Door, Sandbox } from "./sandbox";

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;

/** `GET` and `POST /__control`; only mounted where the environment opened it. */
export function mountControl(app: App, sandbox: Sandbox, doors: Door[]): void {
  const { control, sessions } = sandbox;
  app.use("/__control", async (ask, next) => {
    const local = loopback.test(getConnInfo(ask).remote.address ?? "");
    const site = ask.req.header("Sec-Fetch-Site") ?? "none";
    if (!local || ask.req.header("Origin") || !["none", "same-origin"].includes(site)) {
      return plainError(ask, 403, "Forbidden", "Only programs on this machine may ask.");
    }
    await next();
    return undefined;
  });
  app.get("/__control", async (ask) => {
    const entries = doors.map(async ({ name }) => {
      const live = await sessions.count(name, sandbox.clock());
      return [name, { ...control.counts(name), sessions: live, pending: control.pending(name) }];
    });
    return ask.json({ doors: Object.fromEntries(await Promise.all(entries)) });
  });
  app.post("/__control", async (ask) => {
    const parsed = controlRequest.safeParse(await readJson(ask));
    if (!parsed.success) {
      return plainError(ask, 400, "Invalid input", "Send {door, fault, times} or {reset: true}.");
    }
    if ("reset" in parsed.data) {
      control.reset();
      return ask.json({ reset: true });
    }
    const { door, fault, times } = parsed.data;
    if (!doors.some(({ name }) => name === door)) {
      return plainError(ask, 400, "Invalid input", "There is no such door.");
    }
    if (fault === "forget-session") {
      return ask.json({ door, fault, forgotten: await sessions.closeAll(door) });
    }
    control.set(door, fault, times ?? Number.POSITIVE_INFINITY);
    return ask.json({ door, fault, times: times ?? "until reset" });
  });
}

async function readJson(ask: Ask): Promise<unknown> {
  try {
    return await ask.req.json();
  } catch {
    return undefined;
  }
}
