import type { ReactNode } from "react";
import { chooseTheme } from "@/app/account/actions";
import { Shell } from "@/components/shell/shell";
import { loadShell } from "@/components/shell/shell-data";
import { findSession } from "@/lib/auth/session";

/** Each page has its own gate, which knows where to return to after sign-in. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const session = await findSession();
  if (!session?.user.isOperator) return <main id="main">{children}</main>;
  return (
    <Shell data={await loadShell(session)} chooseTheme={chooseTheme}>
      {children}
    </Shell>
  );
}
