import { exchangeScoopToken, host, sigmaPath, type TestSandbox, tokenFactory } from "./harness";
import { jwe, rawHs256, rawRs256 } from "./tokens";

export interface TokenKind {
  name: string;
  vendor: string;
  /** Header of a valid token. */
  header: Record<string, unknown>;
  claims(change?: Record<string, unknown>): Record<string, unknown>;
  /** Makes a token from any header and payload text, with the right key. */
  sign(header: string, payload: string): string;
  present(token: string): Promise<Response>;
  /** Status of a success. */
  success: number;
}

/** Every kind of token, each with the request that verifies it first. */
export function listTokenKinds(sandbox: TestSandbox): TokenKind[] {
  const make = tokenFactory(sandbox);
  const { keys } = sandbox;
  const hmac = (secret: string) => (header: string, payload: string) =>
    rawHs256(header, payload, secret);
  return [
    {
      name: "explo",
      vendor: "explo",
      header: { alg: "dir", enc: "A256GCM", kid: keys.explo.id },
      claims: make.exploClaims,
      sign: (header, payload) => jwe(payload, keys.explo.value, header),
      present: (token) => sandbox.navigate(`/explo/iframe/${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "sigma",
      vendor: "sigma",
      header: { alg: "HS256", typ: "JWT", kid: keys.sigma.clientId },
      claims: make.sigmaClaims,
      sign: hmac(keys.sigma.secret),
      present: (token) => sandbox.navigate(`${sigmaPath}?:jwt=${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "holistics portal",
      vendor: "holistics",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.portalClaims,
      sign: hmac(keys.portal.secret),
      present: (token) =>
        sandbox.navigate(`/holistics/embed/${keys.portal.key}?_token=${encodeURIComponent(token)}`),
      success: 200,
    },
    {
      name: "holistics dashboard",
      vendor: "holistics",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.dashboardClaims,
      sign: hmac(keys.dashboard.secret),
      present: (token) =>
        sandbox.navigate(
          `/holistics/embed/${keys.dashboard.key}?_token=${encodeURIComponent(token)}`,
        ),
      success: 200,
    },
    {
      name: "scoop",
      vendor: "scoop",
      header: { alg: "RS256", typ: "JWT" },
      claims: make.scoopClaims,
      sign: (header, payload) => rawRs256(header, payload, keys.scoop.privateKey),
      present: (token) => exchangeScoopToken(sandbox, token),
      success: 200,
    },
    {
      name: "basedash app",
      vendor: "basedash",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.appClaims,
      sign: hmac(keys.basedash.jwtSecret),
      present: (token) =>
        sandbox.navigate(`/basedash/api/sso/jwt?jwt=${encodeURIComponent(token)}`, {
          headers: { Referer: `${host}/` },
        }),
      success: 303,
    },
    {
      name: "basedash shared",
      vendor: "basedash",
      header: { alg: "HS256", typ: "JWT" },
      claims: make.sharedClaims,
      sign: hmac(keys.basedash.jwtSecret),
      present: (token) =>
        sandbox.navigate(`/basedash/shared/${keys.basedash.link}/${encodeURIComponent(token)}`),
      success: 200,
    },
  ];
}

/** A new valid token. */
export function validToken(kind: TokenKind, change: Record<string, unknown> = {}): string {
  return kind.sign(JSON.stringify(kind.header), JSON.stringify(kind.claims(change)));
}
