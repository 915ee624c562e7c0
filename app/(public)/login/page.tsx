import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "@/components/shell/logo";
import { demoPassword, listDemoAccounts } from "@/lib/auth/demo-accounts";
import { safeNext } from "@/lib/auth/next-path";
import { findSession } from "@/lib/auth/session";
import { EndVendorSessions } from "./end-vendor-sessions";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function Login({ searchParams }: PageProps<"/login">) {
  const { next, callbackUrl, error, "signed-out": signedOut } = await searchParams;
  const destination = safeNext(next ?? callbackUrl);
  if (await findSession()) redirect(destination);
  const accounts = await listDemoAccounts();
  return (
    <main id="main" className="mx-auto w-full max-w-md px-4 pt-[8dvh] pb-12">
      <EndVendorSessions />
      <Logo className="size-8" />
      <h1 className="mt-5 text-2xl font-semibold">Sign in</h1>
      <p className="mt-1 mb-6 text-muted">{describeArrival(signedOut)}</p>
      <SignInForm
        next={destination}
        problem={toProblem(error)}
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

/** The sign-in route sends browsers without JavaScript back here with a code. */
function toProblem(error: unknown): "mismatch" | "throttled" | "unreachable" | null {
  if (error === "CredentialsSignin") return "mismatch";
  if (error === "RateLimited") return "throttled";
  return error ? "unreachable" : null;
}

function describeArrival(signedOut: string | string[] | undefined): string {
  if (signedOut === undefined) return "All your company's dashboards in one place";
  return signedOut === "1"
    ? "You're signed out."
    : "You're signed out. One vendor didn't confirm sign-out. We'll retry.";
}
