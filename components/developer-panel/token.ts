// Decides what a token says of itself: found in a mint's answer, decoded, never shown as it is.
import type { Mint } from "@/lib/embed/schema";

type Members = Readonly<Record<string, unknown>>;

/** `claims` is absent where they are encrypted. */
export type Decoded = { readonly header: Members; readonly claims?: Members };

// A header is a JSON object, so every compact token begins with `{"` in base64url.
const compact = /(?<![\w-])eyJ[\w-]*\.[\w-]*\.[\w-]+(?:\.[\w-]+\.[\w-]+)?/;

/** The token in what a mint tells the browser to show. */
export function findToken({ pane }: Mint): string | undefined {
  const texts =
    pane.kind === "frame"
      ? [pane.src]
      : Object.values(pane.kind === "element" ? pane.attributes : pane.props);
  for (const text of texts) {
    const found = compact.exec(text)?.[0];
    if (found) return found;
  }
  return undefined;
}

/** Header and claims of a signed token, the header alone of an encrypted one; nothing for anything else. */
export function decodeToken(token: string): Decoded | undefined {
  const parts = token.split(".");
  try {
    const header = membersOf(parts[0]);
    if (parts.length === 5) return { header };
    return parts.length === 3 ? { header, claims: membersOf(parts[1]) } : undefined;
  } catch {
    return undefined;
  }
}

function membersOf(part = ""): Members {
  const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
    one.charCodeAt(0),
  );
  return JSON.parse(new TextDecoder().decode(bytes)) as Members;
}
