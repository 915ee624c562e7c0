"use client";
import { useId, useState } from "react";
import { useFieldError } from "@/components/ui/old-form";

export type CapabilityBox = {
  capability: string;
  label: string;
  help: string;
  /** Others that the vendor cannot keep apart from it. */
  brings: readonly string[];
  /** Why it cannot be granted here; null: it can. */
  refused: string | null;
};

type Props = { choices: readonly CapabilityBox[]; given: readonly string[] };

/** Boxes that tick what comes along, and untick what cannot be without. The server checks it anew. */
export function Capabilities({ choices, given }: Props) {
  const [ticked, setTicked] = useState<readonly string[]>(given);
  const error = useFieldError("capabilities");
  const id = useId();

  const needs = ({ capability, brings }: CapabilityBox) =>
    capability === "view" ? brings : ["view", ...brings];

  function toggle(choice: CapabilityBox, on: boolean) {
    const { capability } = choice;
    if (on) return setTicked([...new Set([...ticked, capability, ...needs(choice)])]);
    const dependent = choices.filter((one) => needs(one).includes(capability));
    const gone = new Set([capability, ...dependent.map((one) => one.capability)]);
    setTicked(ticked.filter((one) => !gone.has(one)));
  }

  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="grid gap-2">
      <legend className="mb-1.5 font-medium">They may</legend>
      {choices.map((choice) => (
        <label
          key={choice.capability}
          className="tap flex items-start gap-2.5 has-disabled:text-muted"
        >
          <input
            type="checkbox"
            name="capabilities"
            value={choice.capability}
            checked={ticked.includes(choice.capability)}
            onChange={(event) => toggle(choice, event.target.checked)}
            // What was granted before the vendor lost it can still be taken back.
            disabled={choice.refused !== null && !ticked.includes(choice.capability)}
            aria-invalid={error ? true : undefined}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            {choice.label}
            <span className="block text-sm text-muted">{wordsOf(choice, choices)}</span>
          </span>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function wordsOf({ help, brings, refused }: CapabilityBox, all: readonly CapabilityBox[]): string {
  if (refused !== null) return refused;
  if (brings.length === 0) return help;
  const names = all.filter(({ capability }) => brings.includes(capability));
  return `${help} Brings ${names.map(({ label }) => label.toLowerCase()).join(" and ")} along.`;
}
