// How Explo is asked for a token, for accounts that would rather not hand out an embed secret.
// https://docs.explo.co/api-reference/customer-api/generate-jwt
import { z } from "zod";
import { call } from "@/lib/http";
import type { TokenRequest } from "@/lib/vendors/calls";
import { VendorFailure } from "@/lib/vendors/vendor-error";

const claimsShape = z.object({
  cst: z.string(),
  dsh: z.string(),
  iss: z.string().optional(),
  rbc: z.array(z.string()).optional(),
  des: z.boolean().optional(),
});
const answer = z.object({ success: z.literal(1), jwt: z.string().min(1) });

/** The token that these claims ask for, made by Explo. @throws VendorFailure */
export async function generateJwt({ claims, settings, apiKey, seconds }: TokenRequest) {
  const { apiUrl = "https://api.explo.co" } = z
    .object({ apiUrl: z.string().optional() })
    .parse(settings);
  const wanted = claimsShape.safeParse(claims);
  if (!wanted.success) {
    throw new VendorFailure("refused", "Explo's generate_jwt cannot say these claims.");
  }
  const { cst, dsh, iss, rbc, des } = wanted.data;
  const { body } = await call({
    name: "Explo's generate_jwt",
    method: "POST",
    url: `${apiUrl}/api/generate_jwt/`,
    headers: { "Explo-Authorization": `Token ${apiKey}` },
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
    answer,
  });
  return body.jwt;
}
