// How a tenant gets an organization of its own at Basedash, with its secret and allowed origins.
// https://docs.basedash.com/features/embedding
import { z } from "zod";
import { call, retry } from "@/lib/http";
import type { Place, PlaceRequest } from "@/lib/vendors/calls";

const settingsShape = z.object({ appUrl: z.string() });
const made = z.object({
  data: z.object({ id: z.string().min(1), slug: z.string(), jwtSecret: z.string().min(32) }),
});
const patched = z.object({ data: z.object({ id: z.string() }) });

/** Nobody waits on the minute here; a hiccup of the vendor's should not need a person. */
const pauses = [300, 1_200];
const timeoutMs = 5_000;

/**
 * Creates the organization and allows the host's origin in it. Made again with the same idempotency
 * key, it is the same organization.
 *
 * @throws VendorFailure
 */
export async function ensureOrganization(request: PlaceRequest): Promise<Place> {
  const { appUrl } = settingsShape.parse(request.settings);
  const headers = { Authorization: `Bearer ${request.apiKey.secret}` };
  const { body } = await retry(
    () =>
      call({
        name: "Basedash's organizations",
        method: "POST",
        url: `${appUrl}/api/public/organizations?include=jwtSecret`,
        headers: { ...headers, "Idempotency-Key": request.idempotencyKey },
        body: { name: request.tenant.name, skipOnboarding: true, fullEmbedEnabled: true },
        answer: made,
        timeoutMs,
      }),
    pauses,
  );
  const { id, jwtSecret } = body.data;
  await retry(
    () =>
      call({
        name: "Basedash's allowed origins",
        method: "PATCH",
        url: `${appUrl}/api/public/organizations/${encodeURIComponent(id)}`,
        headers,
        body: { fullEmbedEnabled: true, embedAllowedOrigins: [request.hostOrigin] },
        answer: patched,
        timeoutMs,
      }),
    pauses,
  );
  return {
    vendorId: id,
    names: { organization: id },
    credential: { kid: id, algorithm: "HS256", secret: jwtSecret },
  };
}
