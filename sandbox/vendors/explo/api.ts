import { Hono } from "hono";
import { z } from "zod";
import { adminId, readJson } from "../../admin";
import { requireApiKey } from "../../api-keys";
import { apiError } from "../../errors";
import type { Env } from "../../sandbox";
import { encryptJwt } from "../../tokens/jwe";
import { loadKeys } from "../../tokens/key-ring";
import { customers, dashboards } from "./resources";

const bodySchema = z.object({
  provided_id: adminId,
  embed_id: adminId,
  key_id: adminId.nullish(),
  /** ISO 8601, for instance PT1H. */
  expiration: z.string().nullish(),
  rb_allowed_features: z.array(z.string()).nullish(),
  disable_editable_section_editing: z.boolean().nullish(),
  embed_origin: z.string().nullish(),
});

/** `POST /explo/api/generate_jwt/`: Explo signs a token itself. */
export const generateJwt = new Hono<Env>();

generateJwt.use(requireApiKey("Explo-Authorization", "Token"));

generateJwt.post("/", async (c) => {
  const { registry, sandbox } = c.var.vendor;
  const body = await readJson(c, bodySchema);
  await registry.require(customers, body.provided_id);
  await registry.require(dashboards, body.embed_id);
  const keys = await loadKeys(registry);
  const key = body.key_id ? keys.byId(body.key_id) : keys.all.at(-1);
  if (!key) throw apiError(400, "There is no such embed secret.");
  const now = sandbox.clock();
  const claims = {
    cst: body.provided_id,
    dsh: body.embed_id,
    iat: now,
    exp: now + parseDuration(body.expiration ?? "P1D"),
    ...(body.rb_allowed_features && { rbc: body.rb_allowed_features }),
    ...(body.disable_editable_section_editing && { des: true }),
    ...(body.embed_origin && { iss: body.embed_origin }),
  };
  return c.json({ success: 1, jwt: encryptJwt(claims, key) });
});

/** @returns seconds, at most one day */
function parseDuration(text: string): number {
  const match = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})S)?)?$/.exec(text);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (match ?? [])
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  if (total === 0 || total > 86_400) {
    throw apiError(400, "expiration must be an ISO 8601 duration of at most one day.");
  }
  return total;
}
