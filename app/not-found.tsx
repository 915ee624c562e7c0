import type { Metadata } from "next";
import { connection } from "next/server";
import { NotFoundNotice } from "@/components/ui/not-found-notice";

export const metadata: Metadata = { title: "Not found" };

export default async function NotFound() {
  // As in the layout: a prerendered page has no nonce.
  await connection();
  return (
    <main id="main">
      <NotFoundNotice />
    </main>
  );
}
