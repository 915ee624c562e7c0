import type { Mint } from "@/lib/embed/schema";

type Members = Readonly<Record<string, unknown>>;

/** `claims` is absent where they are encrypted. */
export type DecodedToken = { readonly header: Members; readonly claims?: Members };

// A compact token begins with a JSON object: `{"` in base64url.
const compactToken = /(?<![\w-])eyJ[\w-]*\.[\w-]*\.[\w-]+(?:\.[\w-]+\.[\w-]+)?/;

export function findToken({ pane }: Mint): string | undefined {
  const texts =
    pane.kind === "frame"
      ? [pane.src]
      : Object.values(pane.kind === "element" ? pane.attributes : pane.props);
  for (const text of texts) {
    const found = compactToken.exec(text)?.[0];
    if (found) return found;
  }
  return undefined;
}

/** Header and claims of a signed token (JWS), only the header of an encrypted one (JWE). */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = token.split(".");
  try {
    const header = parsePart(parts[0]);
    if (parts.length === 5) return { header };
    return parts.length === 3 ? { header, claims: parsePart(parts[1]) } : undefined;
  } catch {
    return undefined;
  }
}

function parsePart(part = ""): Members {
  const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
    one.charCodeAt(0),
  );
  return JSON.parse(new TextDecoder().decode(bytes)) as Members;
}
