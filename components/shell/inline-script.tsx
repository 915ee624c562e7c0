"use client";

/**
 * A script that runs before hydration, on a full load only: one that React adds later never runs, and
 * as plain text React does not warn about it.
 */
export function InlineScript({ nonce, code }: { nonce: string | undefined; code: string }) {
  return (
    <script
      type={typeof window === "undefined" ? "text/javascript" : "text/plain"}
      nonce={nonce}
      // Browsers hide the nonce from scripts once it has been used.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own code, made of two checked slugs
      dangerouslySetInnerHTML={{ __html: code }}
    />
  );
}
