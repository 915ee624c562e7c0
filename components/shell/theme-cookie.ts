import { cookies } from "next/headers";
import type { SignedIn, Theme } from "@/lib/auth/session";

const name = "mullion.theme";
const schemeCookie = "mullion.scheme";
const year = 365 * 24 * 60 * 60;

/** The user's theme; when signed out, the one last chosen in this browser. */
export async function findTheme(session: SignedIn | null): Promise<Theme> {
  if (session) return session.user.theme;
  const remembered = (await cookies()).get(name)?.value;
  return remembered === "light" || remembered === "dark" ? remembered : "system";
}

/** Tells the mint route the browser's color scheme, for users whose theme is the system's. */
export const schemeScript =
  `(function(q){function tell(){document.cookie="${schemeCookie}="+(q.matches?"dark":"light")+` +
  `";path=/;samesite=lax;max-age=${year}"}tell();q.addEventListener("change",tell)})` +
  `(matchMedia("(prefers-color-scheme: dark)"))`;

/** The browser's color scheme, as last reported. */
export async function findScheme(): Promise<"light" | "dark"> {
  return (await cookies()).get(schemeCookie)?.value === "dark" ? "dark" : "light";
}

/** For the sign-in page. */
export async function rememberTheme(theme: Theme): Promise<void> {
  (await cookies()).set(name, theme, { maxAge: year, sameSite: "lax", path: "/", httpOnly: true });
}
