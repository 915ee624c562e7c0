"use client";
import { share } from "@/app/[tenant]/settings/grants/actions";
import { Choice, type Option } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import { Capabilities, type CapabilityBox } from "./capabilities";

type Props = { hidden: Readonly<Record<string, string>>; choices: readonly CapabilityBox[] };

/** What somebody who may open it may do there. */
export function GrantForm({ given, choices, hidden }: Props & { given: readonly string[] }) {
  return (
    <ActionForm action={share} submit="Save" variant="secondary" hidden={hidden}>
      <Capabilities choices={choices} given={given} />
    </ActionForm>
  );
}

/** Opens it to one more team, or to everybody. */
export function ShareForm({ hidden, choices, teams }: Props & { teams: readonly Option[] }) {
  return (
    <ActionForm action={share} submit="Share" busyWords="Sharing" hidden={hidden}>
      <Choice name="team" label="With" options={teams} />
      <Capabilities choices={choices} given={["view"]} />
    </ActionForm>
  );
}
