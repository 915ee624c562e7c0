import { Hono, type MiddlewareHandler } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import { z } from "zod";
import { apiError } from "./errors";
import { allowedOrigins } from "./origins";
import type { AppContext, Env, Vendor } from "./sandbox";
import { removeKey } from "./tokens/key-ring";

const idPattern = /^[A-Za-z0-9._-]{1,128}$/;

export const adminId = z.string().regex(idPattern);
export const adminName = z.string().min(1).max(200);
export const tenantSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

export const requireAdminKey: MiddlewareHandler<Env> = async (c, next) => {
  const { adminKey } = c.var.sandbox.settings;
  if (!adminKey) throw apiError(503, "Set SANDBOX_ADMIN_KEY and restart to open the admin API.");
  if (!(await timingSafeEqual(readBearer(c), adminKey))) {
    throw apiError(401, "The admin key is missing or wrong.");
  }
  await next();
};

/** `/{vendor}/admin` */
export function createAdminApp({ resources, adminRoutes }: Vendor): Hono<Env> {
  const app = new Hono<Env>();
  app.use(requireAdminKey);
  for (const resource of [allowedOrigins, ...resources]) {
    app.put(`/${resource.path}`, async (c) => {
      const ids = [...resource.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => readId(c, name));
      const { registry } = c.var.vendor;
      if (resource.parent) await registry.require(resource.parent, ...ids);
      const body = await readJson(c, resource.schema);
      await registry.put(resource, ids, body);
      return c.json(body);
    });
  }
  app.delete("/keys/:kid", async (c) => {
    const removed = await removeKey(c.var.vendor.registry, readId(c, "kid"));
    if (!removed) throw apiError(404, "There is no such key.");
    return c.body(null, 204);
  });
  app.route("/", adminRoutes);
  return app;
}

/** The JSON body, whatever its content type; an empty one counts as `{}`. */
export async function readJson<T>(c: AppContext, schema: z.ZodType<T>): Promise<T> {
  let value: unknown;
  try {
    value = JSON.parse((await c.req.text()) || "{}");
  } catch {
    throw apiError(400, "The body is not JSON.");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw apiError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

export function readId(c: AppContext, name: string): string {
  const id = c.req.param(name) ?? "";
  if (!idPattern.test(id)) throw apiError(400, `${name} may contain A-Z a-z 0-9 . _ -`);
  return id;
}

/** An empty string where there is none. */
export function readBearer(c: AppContext, header = "Authorization", scheme = "Bearer"): string {
  const [given, token, ...rest] = c.req.header(header)?.split(" ") ?? [];
  return given === scheme && token && rest.length === 0 ? token : "";
}
