"use client";

/**
 * A script in the page's first bytes, before anything is hydrated. Runs on a full load only: one that
 * React adds later never runs, and calling it plain text there keeps React from warning about it.
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
