"use client";
import { type FormEvent, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type Outcome, signIn } from "./sign-in";

export type DemoAccount = { email: string; note: string };

type Props = {
  /** A path of ours. */
  next: string;
  /** The outcome of an attempt without JavaScript. */
  problem: Exclude<Outcome, "signed-in"> | null;
  demo: { password: string; accounts: readonly DemoAccount[] } | null;
};

const messages: Record<Exclude<Outcome, "signed-in">, string> = {
  mismatch: "Wrong email or password.",
  throttled: "Too many attempts. Try again in an hour, or ask your administrator for help.",
  unreachable: "The server didn't respond. Try again in a moment.",
};

/** Whether the page is hydrated; a click before that would be lost. */
function useReady(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

export function SignInForm({ next, problem, demo }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(problem);
  const [pending, setPending] = useState(false);
  const ready = useReady();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const fields = new FormData(event.currentTarget);
    setPending(true);
    setOutcome(null);
    const result = await signIn(String(fields.get("email")), String(fields.get("password")));
    // A full load, so that the next page has this user's theme and policy.
    if (result === "signed-in") return window.location.assign(next);
    setOutcome(result);
    setPending(false);
    passwordField()?.focus();
  }

  function passwordField() {
    return form.current?.querySelector<HTMLInputElement>("input[name=password]");
  }

  function fill(account: DemoAccount, password: string) {
    const email = form.current?.querySelector<HTMLInputElement>("input[name=email]");
    const secret = passwordField();
    if (!email || !secret) return;
    email.value = account.email;
    secret.value = password;
    setOutcome(null);
    form.current?.querySelector<HTMLButtonElement>("button[type=submit]")?.focus();
  }

  return (
    <>
      <form ref={form} method="post" data-ready={ready} onSubmit={submit} className="grid gap-4">
        <TextField label="Email" name="email" type="email" autoComplete="username" required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <div role="alert" className="empty:-mt-4">
          {outcome && outcome !== "signed-in" && <p className="text-danger">{messages[outcome]}</p>}
        </div>
        <Button
          type="submit"
          variant="primary"
          disabled={!ready || pending}
          focusableWhenDisabled={ready}
        >
          Sign in
        </Button>
      </form>
      {demo && <DemoAccounts {...demo} ready={ready} fill={fill} />}
    </>
  );
}

type DemoProps = NonNullable<Props["demo"]> & {
  ready: boolean;
  fill: (account: DemoAccount, password: string) => void;
};

function DemoAccounts({ password, accounts, ready, fill }: DemoProps) {
  return (
    <section className="mt-8">
      <h2 className="font-medium">Demo accounts</h2>
      <p className="text-sm text-muted">Choose one to fill the form. All data is made up.</p>
      <ul className="mt-3 divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              disabled={!ready}
              onClick={() => fill(account, password)}
              className="tap flex w-full flex-wrap items-baseline justify-between gap-x-4 px-3 py-1.5 text-left transition-colors hover:bg-wash focus-visible:-outline-offset-2"
            >
              <span>
                <span className="sr-only">Use </span>
                {account.email}
              </span>
              <span className="text-sm text-muted">{account.note}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
