// How a person is made known to Sigma before their first token, where it does not create users itself.
// https://help.sigmacomputing.com/reference/create-member (and the API use cases of its quickstarts)
import { z } from "zod";
import { call } from "@/lib/http";
import type { MemberRequest } from "@/lib/vendors/calls";
import { VendorFailure } from "@/lib/vendors/vendor-error";

const settingsShape = z.object({ apiUrl: z.string() });
const claimsShape = z.object({
  sub: z.string(),
  account_type: z.string().optional(),
  teams: z.array(z.string()).default([]),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
const granted = z.object({ access_token: z.string().min(1) });
const teamList = z.object({
  entries: z.array(z.object({ teamId: z.string(), name: z.string() })),
});
const made = z.object({ memberId: z.string().optional(), message: z.string().optional() });

/** The person as Sigma knows them; their teams follow from each token, so they are not part of it. */
const subject = ({ claims }: Pick<MemberRequest, "claims">) => claimsShape.parse(claims).sub;

/**
 * Makes the person a member of kind "embed", in the teams the token names; one who exists is left
 * alone: Sigma updates their teams from each token.
 *
 * @returns Sigma's id of the member; `internal` for somebody who is a member of the organization anyway
 * @throws VendorFailure
 */
async function ensure({ scope, claims, settings, apiKey }: MemberRequest): Promise<string> {
  // An internal user has an account of their own there, under their own address.
  if (scope.names.internal === "true") return "internal";
  const { apiUrl } = settingsShape.parse(settings);
  const person = claimsShape.parse(claims);
  const grant = await call({
    name: "Sigma's auth/token",
    method: "POST",
    url: `${apiUrl}/v2/auth/token`,
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: apiKey.id,
      client_secret: apiKey.secret,
    }),
    answer: granted,
  });
  const headers = { Authorization: `Bearer ${grant.body.access_token}` };
  const addToTeams = await Promise.all(
    person.teams.map(async (name) => {
      const { body } = await call({
        name: "Sigma's teams",
        method: "GET",
        url: `${apiUrl}/v2/teams?name=${encodeURIComponent(name)}`,
        headers,
        answer: teamList,
      });
      const team = body.entries.find((one) => one.name === name);
      if (!team)
        throw new VendorFailure("refused", `Sigma has no team "${name}": create it there.`);
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
    answer: made,
    also: [409],
  });
  // Somebody who exists is told by a conflict whose text names them: `… member-id=<id>`.
  const id = status === 409 ? /member-id=([^\s,;"]+)/.exec(body.message ?? "")?.[1] : body.memberId;
  if (id) return id;
  throw new VendorFailure("bad_answer", "Sigma's members answered in an unknown form.", status);
}

export const ensureMember = { subject, ensure };
