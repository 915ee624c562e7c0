import type { ReactNode } from "react";
import { Frame } from "@/components/shell/shell";
import { readFrame } from "@/components/shell/shell-data";
import { findSession } from "@/lib/auth/session";

/** Each page has its own gate, which knows where to return to after sign-in. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const session = await findSession();
  if (!session?.user.isOperator) return <main id="main">{children}</main>;
  return <Frame data={await readFrame(session)}>{children}</Frame>;
}
