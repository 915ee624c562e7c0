// Decides who may administer the sandbox and how its administration reads what it is sent.
import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { plainError } from "./answer";
import { StoreUnavailable } from "./database";
import { originItem } from "./registry/origins";
import type { App, Ask, Bindings, Door, Sandbox } from "./sandbox";
import { UnfitKey } from "./verify/keys";
import { putTenant, tenantBody } from "./warehouse";

/** What an administrator did wrong, in words that help. */
export class BadInput extends Error {
  constructor(
    readonly title: string,
    detail: string,
    readonly status: 400 | 401 | 404 | 503 = 400,
  ) {
    super(detail);
  }
}

const idShape = /^[A-Za-z0-9._-]{1,128}$/;

/** An id for use in an admin body. */
export const adminId = z.string().regex(idShape);
export const adminName = z.string().min(1).max(200);
/** A tenant's slug in the warehouse. */
export const tenantSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

/** The JSON body in the shape asked for; no body counts as `{}`. Throws BadInput. */
export async function readBody<T>(ask: Ask, schema: z.ZodType<T>): Promise<T> {
  const text = await ask.req.text();
  let value: unknown;
  try {
    value = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new BadInput("Invalid JSON", "The body is not JSON.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((one) => `${one.path.join(".") || "body"}: ${one.message}`);
  throw new BadInput("Invalid input", wrong.join("; "));
}

/** An id out of the address. Throws BadInput. */
export function readId(ask: Ask, name: string): string {
  const id = ask.req.param(name) ?? "";
  if (!idShape.test(id)) throw new BadInput("Invalid id", `${name} may hold A-Z a-z 0-9 . _ -`);
  return id;
}

/** Throws BadInput unless `presented` is the admin key; takes equally long for every wrong one. */
export function requireAdmin(sandbox: Sandbox, presented: string | undefined): void {
  const { adminKey } = sandbox.settings;
  if (!adminKey) {
    throw new BadInput(
      "Administration is closed",
      "Set SANDBOX_ADMIN_KEY and start the sandbox again.",
      503,
    );
  }
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (presented === undefined || !timingSafeEqual(digest(presented), digest(adminKey))) {
    throw new BadInput("Unauthorized", "The admin key is missing or wrong.", 401);
  }
}

/** The value behind `Authorization: Bearer`, or undefined. */
export function bearerOf(ask: Ask): string | undefined {
  return /^Bearer ([^\s]+)$/.exec(ask.req.header("Authorization") ?? "")?.[1];
}

/** A part of the address space where BadInput and unfit keys become a 400. */
export function adminApp(): App {
  const app = new Hono<Bindings>();
  app.onError((error, ask) => {
    if (error instanceof BadInput) return plainError(ask, error.status, error.title, error.message);
    if (error instanceof UnfitKey) return plainError(ask, 400, "Unfit key", error.message);
    if (error instanceof StoreUnavailable) {
      return plainError(ask, 503, "Not available now", "The sandbox's database does not answer.");
    }
    throw error;
  });
  return app;
}

/** Mounts the warehouse's and every door's administration, all behind the admin key. */
export function mountAdministration(app: App, sandbox: Sandbox, doors: Door[]): void {
  const warehouse = guarded(sandbox);
  warehouse.put("/tenants/:slug", async (ask) => {
    const slug = tenantSlug.safeParse(ask.req.param("slug"));
    if (!slug.success) throw new BadInput("Invalid id", "A slug is lower case: a-z 0-9 -");
    const body = await readBody(ask, tenantBody);
    return ask.json(await putTenant(sandbox.database, slug.data, body, new Date()));
  });
  app.route("/warehouse", warehouse);
  for (const door of doors) {
    const admin = guarded(sandbox);
    admin.put("/origins", async (ask) => {
      const body = await readBody(ask, originItem);
      await sandbox.registry.put(door.name, "origins", "", body);
      return ask.json(body);
    });
    admin.delete("/keys/:kid", async (ask) => {
      const removed = await sandbox.registry.removeKey(door.name, readId(ask, "kid"));
      if (!removed) throw new BadInput("Not found", "There is no such key.", 404);
      return ask.body(null, 204);
    });
    door.administer(admin, sandbox);
    app.route(`/${door.name}/admin`, admin);
  }
}

function guarded(sandbox: Sandbox): App {
  const app = adminApp();
  app.use(async (ask, next) => {
    requireAdmin(sandbox, bearerOf(ask));
    await next();
  });
  return app;
}
