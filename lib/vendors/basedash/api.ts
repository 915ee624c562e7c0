// https://docs.basedash.com/features/embedding
import { z } from "zod";
import { call, retry } from "@/lib/http";
import type { Workspace, WorkspaceRequest } from "@/lib/vendors/api-contract";
import type { Settings } from "./settings";

const createdOrganization = z.object({
  data: z.object({ id: z.string().min(1), slug: z.string(), jwtSecret: z.string().min(32) }),
});
const updatedOrganization = z.object({ data: z.object({ id: z.string() }) });

/** No viewer waits for this call: it may take longer, and brief failures are retried. */
const retryDelaysMs = [300, 1_200];
const timeoutMs = 5_000;

/** Creates the tenant's organization and allows the host's origin in it. */
export async function createWorkspace(request: WorkspaceRequest<Settings>): Promise<Workspace> {
  const { signal } = request;
  const organizations = `${request.settings.appUrl}/api/public/organizations`;
  const headers = { Authorization: `Bearer ${request.apiKey.secret}` };
  const { body } = await retry(
    () =>
      call({
        name: "Basedash's organizations",
        method: "POST",
        url: `${organizations}?include=jwtSecret`,
        headers: { ...headers, "Idempotency-Key": request.idempotencyKey },
        body: { name: request.tenant.name, skipOnboarding: true, fullEmbedEnabled: true },
        answer: createdOrganization,
        timeoutMs,
        signal,
      }),
    retryDelaysMs,
  );
  const { id, jwtSecret } = body.data;
  await retry(
    () =>
      call({
        name: "Basedash's allowed origins",
        method: "PATCH",
        url: `${organizations}/${encodeURIComponent(id)}`,
        headers,
        body: { fullEmbedEnabled: true, embedAllowedOrigins: [request.hostOrigin] },
        answer: updatedOrganization,
        timeoutMs,
        signal,
      }),
    retryDelaysMs,
  );
  return {
    id,
    mapping: { organization: id },
    credential: { kid: id, algorithm: "HS256", secret: jwtSecret },
  };
}
