// How Sigma is asked which workbooks an organization has.
// https://help.sigmacomputing.com/reference/list-workbooks
import { z } from "zod";
import { call } from "@/lib/http";
import { VendorFailure } from "@/lib/vendors/vendor-error";

const settingsShape = z.object({ apiUrl: z.string() });
const granted = z.object({ access_token: z.string().min(1) });
const workbooks = z.object({
  entries: z.array(z.object({ name: z.string(), url: z.string() })),
  nextPage: z.string().nullish(),
});

/** More than a person looks through; also the end of an API that never says that it is at its end. */
const mostPages = 20;

/**
 * Titles and addresses of an organization's workbooks.
 *
 * @throws VendorFailure
 */
export async function listWorkbooks(
  settings: unknown,
  apiKey: { id: string; secret: string },
): Promise<{ title: string; url: string }[]> {
  const { data } = settingsShape.safeParse(settings);
  if (!data) throw new VendorFailure("refused", "The connection says no API URL: enter it first.");
  const grant = await call({
    name: "Sigma's auth/token",
    method: "POST",
    url: `${data.apiUrl}/v2/auth/token`,
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: apiKey.id,
      client_secret: apiKey.secret,
    }),
    answer: granted,
    timeoutMs: 5_000,
  });
  const headers = { Authorization: `Bearer ${grant.body.access_token}` };
  const found: { title: string; url: string }[] = [];
  let page: string | null | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const query = new URLSearchParams({ limit: "200", ...(page && { page }) });
    const { body } = await call({
      name: "Sigma's workbooks",
      method: "GET",
      url: `${data.apiUrl}/v2/workbooks?${query}`,
      headers,
      answer: workbooks,
      timeoutMs: 5_000,
    });
    found.push(...body.entries.map(({ name, url }) => ({ title: name, url })));
    page = body.nextPage;
    if (!page) break;
  }
  return found;
}
