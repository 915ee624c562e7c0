import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { InlineScript } from "@/components/shell/inline-script";
import { OfflineNotice } from "@/components/shell/offline-notice";
import { findSession } from "@/lib/auth/session";
import { productName } from "@/lib/brand";
import "./globals.css";
import { findTheme, schemeScript } from "@/components/shell/theme-cookie";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { default: productName, template: `%s · ${productName}` },
  description: "All your company's dashboards in one place.",
  robots: { index: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1013" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The policy's nonce is new for each request: a prerendered page would have none.
  await connection();
  const session = await findSession();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const locale = session?.user.locale ?? "en";
  return (
    // The interface is English; the user's format chooses only which English.
    <html lang={locale.startsWith("en-") ? locale : "en"} data-theme={await findTheme(session)}>
      <body>
        <InlineScript nonce={nonce} code={schemeScript} />
        <a
          href="#main"
          className="skip-link rounded-md bg-accent px-3 py-2 font-medium text-on-accent"
        >
          Skip to content
        </a>
        <Providers>{children}</Providers>
        <OfflineNotice />
      </body>
    </html>
  );
}
