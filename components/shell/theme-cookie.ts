// Decides which theme a page is drawn in before anybody is known: the last one chosen in this browser.
import { cookies } from "next/headers";
import type { SignedIn, Theme } from "@/lib/auth/session";

const name = "mullion.theme";
const schemeCookie = "mullion.scheme";
const year = 365 * 24 * 60 * 60;

/** The person's theme; for strangers the one this browser remembers. */
export async function findTheme(session: SignedIn | null): Promise<Theme> {
  if (session) return session.user.theme;
  const remembered = (await cookies()).get(name)?.value;
  return remembered === "light" || remembered === "dark" ? remembered : "system";
}

/** Tells the mint route how this browser paints, for people who follow their system. */
export const schemeScript =
  `(function(q){function tell(){document.cookie="${schemeCookie}="+(q.matches?"dark":"light")+` +
  `";path=/;samesite=lax;max-age=${year}"}tell();q.addEventListener("change",tell)})` +
  `(matchMedia("(prefers-color-scheme: dark)"))`;

/** How this browser paints, as it last said. */
export async function findScheme(): Promise<"light" | "dark"> {
  return (await cookies()).get(schemeCookie)?.value === "dark" ? "dark" : "light";
}

/** Remembers a theme in this browser. It is a taste, not a secret. */
export async function rememberTheme(theme: Theme): Promise<void> {
  (await cookies()).set(name, theme, { maxAge: year, sameSite: "lax", path: "/", httpOnly: true });
}
