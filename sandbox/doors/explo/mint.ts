// Decides how Explo itself makes a token when its API is asked for one.
import { createCipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { adminApp, adminId, BadInput, readBody } from "../../admin";
import { requireApiKey } from "../../registry/api-keys";
import type { App, Sandbox } from "../../sandbox";
import { customerItem, dashboardItem } from "./registry";

const mintBody = z.object({
  provided_id: adminId,
  embed_id: adminId,
  key_id: adminId.nullish(),
  /** ISO 8601 duration of days, hours, minutes, seconds, for instance PT1H. */
  expiration: z.string().nullish(),
  rb_allowed_features: z.array(z.string()).nullish(),
  disable_editable_section_editing: z.boolean().nullish(),
  embed_origin: z.string().nullish(),
});

/** `POST /explo/api/generate_jwt/` */
export function openMint(app: App, sandbox: Sandbox): void {
  const api = adminApp();
  api.post("/", async (ask) => {
    const given = /^Token (\S+)$/.exec(ask.req.header("Explo-Authorization") ?? "")?.[1];
    await requireApiKey(sandbox, "explo", given);
    const body = await readBody(ask, mintBody);
    const { registry } = sandbox;
    if (!(await registry.find("explo", "customer", body.provided_id, customerItem))) {
      throw new BadInput("Invalid input", "There is no customer with this provided_id.");
    }
    if (!(await registry.find("explo", "dashboard", body.embed_id, dashboardItem))) {
      throw new BadInput("Invalid input", "There is no dashboard with this embed_id.");
    }
    const ring = await registry.keys("explo");
    const key = body.key_id ? ring.byId(body.key_id) : ring.all[0];
    const secret = key && (await registry.findSecret("explo", key.kid));
    if (!key || !secret) throw new BadInput("Invalid input", "There is no such embed secret.");
    const now = sandbox.clock();
    const claims = {
      cst: body.provided_id,
      dsh: body.embed_id,
      iat: now,
      exp: now + readDuration(body.expiration ?? "P1D"),
      ...(body.rb_allowed_features && { rbc: body.rb_allowed_features }),
      ...(body.disable_editable_section_editing && { des: true }),
      ...(body.embed_origin && { iss: body.embed_origin }),
    };
    return ask.json({ success: 1, jwt: seal(claims, key.kid, secret) }, 200, {
      "Cache-Control": "no-store",
    });
  });
  app.route("/explo/api/generate_jwt/", api);
}

function readDuration(text: string): number {
  const match = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})S)?)?$/.exec(text);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (match ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  if (!match || total === 0 || total > 86_400) {
    throw new BadInput("Invalid input", "expiration is an ISO 8601 duration of at most one day.");
  }
  return total;
}

/** As Explo's own tokens are: a 16-byte IV, which jose alone could not open. */
function seal(claims: object, kid: string, secret: string): string {
  const header = encode(JSON.stringify({ alg: "dir", enc: "A256GCM", kid }));
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(secret, "utf8"), iv);
  cipher.setAAD(Buffer.from(header, "ascii"));
  const text = Buffer.concat([cipher.update(JSON.stringify(claims), "utf8"), cipher.final()]);
  return [header, "", encode(iv), encode(text), encode(cipher.getAuthTag())].join(".");
}

function encode(data: string | Buffer): string {
  return Buffer.from(data).toString("base64url");
}
