import type { ReactNode } from "react";
import { Frame } from "@/components/shell/shell";
import { readFrame } from "@/components/shell/shell-data";
import { findSession } from "@/lib/auth/session";

/** The frame of the operator's pages. No gate: each page has its own, and says where to come back to. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const session = await findSession();
  if (!session?.user.isOperator) return <main id="main">{children}</main>;
  return <Frame data={await readFrame(session)}>{children}</Frame>;
}
