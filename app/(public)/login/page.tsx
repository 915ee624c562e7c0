import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/components/shell/logo";
import { demoPassword, listDemoAccounts } from "@/lib/auth/demo-accounts";
import { safeNext } from "@/lib/auth/next-path";
import { findSession } from "@/lib/auth/session";
import { Leftovers } from "./leftovers";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function Login({ searchParams }: PageProps<"/login">) {
  const { next, callbackUrl, error, "signed-out": signedOut } = await searchParams;
  const goal = safeNext(next ?? callbackUrl);
  if (await findSession()) redirect(goal);
  const accounts = await listDemoAccounts();
  return (
    <main id="main" className="mx-auto w-full max-w-md px-4 pt-[8dvh] pb-12">
      <Leftovers />
      <Logo className="size-8" />
      <h1 className="mt-5 text-2xl font-semibold">Sign in</h1>
      <p className="mt-1 mb-6 text-muted">{greetingOf(signedOut)}</p>
      <SignInForm
        next={goal}
        problem={problemOf(error)}
        demo={
          accounts.length > 0
            ? {
                password: demoPassword,
                accounts: accounts.map(({ email, note }) => ({ email, note })),
              }
            : null
        }
      />
    </main>
  );
}

/** The sign-in route sends browsers without our script back here with a code. */
function problemOf(error: unknown): "mismatch" | "throttled" | "unreachable" | null {
  if (error === "CredentialsSignin") return "mismatch";
  if (error === "RateLimited") return "throttled";
  return error ? "unreachable" : null;
}

/** How one came here. */
function greetingOf(signedOut: string | string[] | undefined): string {
  if (signedOut === undefined) return "Your company's dashboards, in one frame.";
  return signedOut === "1"
    ? "You are signed out here, and the vendors were asked to sign you out."
    : "You are signed out here. A vendor did not answer: it is asked again whenever this page is opened, and what it keeps open ends by itself.";
}
