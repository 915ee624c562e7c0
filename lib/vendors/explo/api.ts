// https://docs.explo.co/api-reference/customer-api/generate-jwt
import { z } from "zod";
import { call } from "@/lib/http";
import type { TokenRequest } from "@/lib/vendors/api-contract";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import type { Settings } from "./settings";

const tokenClaims = z.object({
  cst: z.string(),
  dsh: z.string(),
  iss: z.string().optional(),
  rbc: z.array(z.string()).optional(),
  des: z.boolean().optional(),
});
const tokenResponse = z.object({ success: z.literal(1), jwt: z.string().min(1) });

async function send(request: TokenRequest<Settings>): Promise<string> {
  const { settings, apiKey, seconds, signal } = request;
  const claims = tokenClaims.safeParse(request.claims);
  if (!claims.success) {
    throw new VendorFailure("refused", "Explo's generate_jwt has no parameters for these claims.");
  }
  const { cst, dsh, iss, rbc, des } = claims.data;
  const { body } = await call({
    name: "Explo's generate_jwt",
    method: "POST",
    url: `${settings.apiUrl ?? "https://api.explo.co"}/api/generate_jwt/`,
    headers: { "Explo-Authorization": `Token ${apiKey.secret}` },
    body: {
      provided_id: cst,
      embed_id: dsh,
      key_id: null, // Explo picks one of the account's embed secrets
      expiration: `PT${seconds}S`,
      chart_id: null,
      rb_allowed_features: rbc ?? null,
      disable_editable_section_editing: des ?? false,
      embed_origin: iss ?? null,
    },
    answer: tokenResponse,
    signal,
  });
  return body.jwt;
}

export const requestToken = { isEnabled: ({ mint }: Settings) => mint === "api", send };
