"use client";
import "./globals.css";
import { FailureNotice } from "@/components/ui/failure-notice";

/** Stands in for the whole document when even the root layout failed: no person, no theme, the system's colours. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be shown · Mullion</title>
        <main id="main">
          <FailureNotice {...props} />
        </main>
      </body>
    </html>
  );
}
