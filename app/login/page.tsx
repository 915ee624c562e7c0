import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/app/ui/logo";
import { demoPassword, listDemoAccounts } from "@/lib/auth/demo-accounts";
import { safeNext } from "@/lib/auth/next-path";
import { findSession } from "@/lib/auth/session";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Login({ searchParams }: Props) {
  const { next, callbackUrl, error, "signed-out": signedOut } = await searchParams;
  const goal = safeNext(next ?? callbackUrl);
  if (await findSession()) redirect(goal);
  const accounts = await listDemoAccounts();
  return (
    <main id="main" className="mx-auto w-full max-w-md px-4 pt-[8dvh] pb-12">
      <Logo className="size-8" />
      <h1 className="mt-5 text-2xl font-semibold">Sign in</h1>
      <p className="mt-1 mb-6 text-muted">
        {signedOut
          ? "You are signed out, here and at the vendors."
          : "Your company's dashboards, in one frame."}
      </p>
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
