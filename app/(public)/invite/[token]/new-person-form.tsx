"use client";
import { signIn } from "@/app/(public)/login/sign-in";
import { Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";
import { acceptAsNew } from "./actions";

type Props = { token: string; email: string; tenant: { slug: string; name: string } };

/** Name and password of somebody who comes for the first time; then straight into the tenant. */
export function NewPersonForm({ token, email, tenant }: Props) {
  const action: FormAction = async (before, sent) => {
    const answer = await acceptAsNew(before, sent);
    if (answer?.errors) return answer;
    const home = `/${tenant.slug}`;
    const outcome = await signIn(email, String(sent.get("password")));
    // A full load: the next page is drawn for this person from its first byte.
    window.location.assign(outcome === "signed-in" ? home : `/login?next=${home}`);
    return answer;
  };
  return (
    <ActionForm
      action={action}
      submit={`Join ${tenant.name}`}
      busyWords="Joining"
      hidden={{ token }}
    >
      <Text
        name="email"
        label="Email"
        value={email}
        readOnly
        autoComplete="username"
        help="The invitation is for this address."
      />
      <Text name="name" label="Your name" autoComplete="name" maxLength={100} />
      <Text
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        help="At least 15 characters. A few words in a row are easy to remember."
      />
    </ActionForm>
  );
}
