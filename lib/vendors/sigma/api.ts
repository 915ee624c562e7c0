// https://help.sigmacomputing.com/reference/create-member and /list-workbooks
import { z } from "zod";
import { call } from "@/lib/http";
import type { ApiKey, ContentRequest, MemberRequest } from "@/lib/vendors/api-contract";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import type { Settings } from "./settings";

const accessToken = z.object({ access_token: z.string().min(1) });
const teamList = z.object({
  entries: z.array(z.object({ teamId: z.string(), name: z.string() })),
});
const member = z.object({ memberId: z.string().optional(), message: z.string().optional() });
const workbookList = z.object({
  entries: z.array(z.object({ name: z.string(), url: z.string() })),
  nextPage: z.string().nullish(),
});
const memberClaims = z.object({
  sub: z.string(),
  account_type: z.string().optional(),
  teams: z.array(z.string()).default([]),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});

function requireApiUrl({ apiUrl }: Settings): string {
  if (apiUrl) return apiUrl;
  throw new VendorFailure("refused", "The connection has no API URL.");
}

type Limits = { signal?: AbortSignal | undefined; timeoutMs?: number };

async function authorize(apiUrl: string, apiKey: ApiKey, limits: Limits) {
  const { body } = await call({
    name: "Sigma's auth/token",
    method: "POST",
    url: `${apiUrl}/v2/auth/token`,
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: apiKey.id,
      client_secret: apiKey.secret,
    }),
    answer: accessToken,
    ...limits,
  });
  return { Authorization: `Bearer ${body.access_token}` };
}

/** An existing member is left alone: Sigma updates their teams from each token. */
async function send(request: MemberRequest<Settings>): Promise<string> {
  const { claims, mapping, settings, apiKey, signal } = request;
  // Internal users have an account of their own, under their own address.
  if (mapping.internal === "true") return "internal";
  const apiUrl = requireApiUrl(settings);
  const person = memberClaims.parse(claims);
  const headers = await authorize(apiUrl, apiKey, { signal });
  const addToTeams = await Promise.all(
    person.teams.map(async (name) => {
      const { body } = await call({
        name: "Sigma's teams",
        method: "GET",
        url: `${apiUrl}/v2/teams?name=${encodeURIComponent(name)}`,
        headers,
        answer: teamList,
        signal,
      });
      const team = body.entries.find((one) => one.name === name);
      if (!team)
        throw new VendorFailure("refused", `Sigma has no team "${name}". Create it there.`);
      return { teamId: team.teamId, isTeamAdmin: false };
    }),
  );
  const { status, body } = await call({
    name: "Sigma's members",
    method: "POST",
    url: `${apiUrl}/v2/members?sendInvite=false`,
    headers,
    body: {
      userKind: "embed",
      email: person.sub,
      firstName: person.first_name ?? "",
      lastName: person.last_name ?? "",
      ...(person.account_type && { memberType: person.account_type }),
      addToTeams,
      isGuest: false,
    },
    answer: member,
    also: [409],
    signal,
  });
  // A conflict names the existing member in its text: `… member-id=<id>`.
  const id = status === 409 ? /member-id=([^\s,;"]+)/.exec(body.message ?? "")?.[1] : body.memberId;
  if (id) return id;
  throw new VendorFailure("bad_answer", "Sigma's members responded in an unknown format.", status);
}

export const provisionMember = {
  isEnabled: ({ provision }: Settings) => provision === "first",
  subject: (claims: Record<string, unknown>) => memberClaims.parse(claims).sub,
  send,
};

/** Also ends the loop for an API that never returns a last page. */
const maxPages = 20;

export async function listContent({ settings, apiKey, signal }: ContentRequest<Settings>) {
  const apiUrl = requireApiUrl(settings);
  const limits = { signal, timeoutMs: 5_000 };
  const headers = await authorize(apiUrl, apiKey, limits);
  const workbooks: { title: string; url: string }[] = [];
  let page: string | null | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const query = new URLSearchParams({ limit: "200", ...(page && { page }) });
    const { body } = await call({
      name: "Sigma's workbooks",
      method: "GET",
      url: `${apiUrl}/v2/workbooks?${query}`,
      headers,
      answer: workbookList,
      ...limits,
    });
    workbooks.push(...body.entries.map(({ name, url }) => ({ title: name, url })));
    page = body.nextPage;
    if (!page) break;
  }
  return workbooks;
}
