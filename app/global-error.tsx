"use client";
import "./globals.css";
import { FailureNotice } from "@/components/ui/failure-notice";
import { productName } from "@/lib/brand";

/** Replaces the whole document when the root layout failed: without user and theme. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{`This page couldn't load · ${productName}`}</title>
        <main id="main">
          <FailureNotice {...props} />
        </main>
      </body>
    </html>
  );
}
