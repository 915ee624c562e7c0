"use client";
import { signIn } from "@/app/(public)/login/sign-in";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";

type Props = { action: FormAction; email: string; tenant: { slug: string; name: string } };

/** Name and password of a new user, who is then signed in. */
export function NewAccountForm({ action, email, tenant }: Props) {
  const acceptAndSignIn: FormAction = async (previous, formData) => {
    const state = await action(previous, formData);
    if (state.errors) return state;
    const home = `/${tenant.slug}`;
    const outcome = await signIn(email, String(formData.get("password")));
    // A full load, so that the next page has this user's theme and policy.
    window.location.assign(outcome === "signed-in" ? home : `/login?next=${home}`);
    return state;
  };
  return (
    <Form action={acceptAndSignIn} submitLabel={`Join ${tenant.name}`} pendingLabel="Joining…">
      <TextField
        name="email"
        label="Email"
        value={email}
        readOnly
        autoComplete="username"
        description="The invitation is for this address."
      />
      <TextField name="name" label="Your name" autoComplete="name" maxLength={100} />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        description="At least 15 characters. A few unrelated words are easy to remember."
      />
    </Form>
  );
}
