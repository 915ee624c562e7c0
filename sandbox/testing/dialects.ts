// Decides how a test presents any string to each door as its token, and signs what no minter would.
import { host, type Stand, scoopExchange, sigmaPath, tokensOf } from "./stand";
import { jwe, rawHs256, rawRs256 } from "./tokens";

export interface Dialect {
  name: string;
  door: string;
  /** What a good token's header says. */
  header: Record<string, unknown>;
  claims(change?: Record<string, unknown>): Record<string, unknown>;
  /** Makes a token of any header and payload text, with the right key. */
  seal(header: string, payload: string): string;
  present(token: string): Promise<Response>;
  /** Status of a success. */
  success: number;
}

/** Every kind of token, each with the place where it is looked at first. */
export function dialectsOf(stand: Stand): Dialect[] {
  const make = tokensOf(stand);
  const { keys } = stand;
  const hmac = (secret: string) => (header: string, payload: string) =>
    rawHs256(header, payload, secret);
  return [
    {
      name: "explo",
      door: "explo",
      header: { alg: "dir", enc: "A256GCM", kid: keys.explo.id },
      claims: make.exploClaims,
      seal: (header, payload) => jwe(payload, keys.explo.value, header),
      present: (token) => stand.open(`/explo/iframe/${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "sigma",
      door: "sigma",
      header: { alg: "HS256", typ: "JWT", kid: keys.sigma.clientId },
      claims: make.sigmaClaims,
      seal: hmac(keys.sigma.secret),
      present: (token) => stand.open(`${sigmaPath}?:jwt=${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "holistics portal",
      door: "holistics",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.portalClaims,
      seal: hmac(keys.portal.secret),
      present: (token) =>
        stand.open(`/holistics/embed/${keys.portal.key}?_token=${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "holistics dashboard",
      door: "holistics",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.dashboardClaims,
      seal: hmac(keys.dashboard.secret),
      present: (token) =>
        stand.open(`/holistics/embed/${keys.dashboard.key}?_token=${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "scoop",
      door: "scoop",
      header: { alg: "RS256", typ: "JWT" },
      claims: make.scoopClaims,
      seal: (header, payload) => rawRs256(header, payload, keys.scoop.privateKey),
      present: (token) => scoopExchange(stand, token),
      success: 200,
    },
    {
      name: "basedash app",
      door: "basedash",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.appClaims,
      seal: hmac(keys.basedash.jwtSecret),
      present: (token) =>
        stand.open(`/basedash/api/sso/jwt?jwt=${encodeURIComponent(token)}`, {
          headers: { Referer: `${host}/` },
        }),
      success: 303,
    },
    {
      name: "basedash shared",
      door: "basedash",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.sharedClaims,
      seal: hmac(keys.basedash.jwtSecret),
      present: (token) =>
        stand.open(`/basedash/shared/${keys.basedash.link}/${encodeURIComponent(token)}`),
      success: 200,
    },
  ];
}

/** A good token, made anew. */
export function goodToken(dialect: Dialect, change: Record<string, unknown> = {}): string {
  return dialect.seal(JSON.stringify(dialect.header), JSON.stringify(dialect.claims(change)));
}
