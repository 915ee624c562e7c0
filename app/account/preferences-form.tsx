"use client";
import { useActionState, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { useSay } from "@/components/ui/toast";
import { saveAccount } from "./actions";
import type { Choice } from "./choices";

type Props = {
  theme: string;
  locale: string;
  timeZone: string;
  locales: readonly Choice[];
  timeZones: readonly Choice[];
  /** Whether it is on; null: it is not offered to this person. */
  developerPanel: boolean | null;
  /** A number and a moment as this person sees them now. */
  sample: string;
};

const themes = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function PreferencesForm(props: Props) {
  const { theme, locale, timeZone, locales, timeZones, developerPanel, sample } = props;
  const [saved, save, busy] = useActionState(saveAccount, null);
  const say = useSay();

  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each save, not for each drawing
  useEffect(() => {
    if (saved) say(saved.ok ? "Saved" : "Some of it could not be saved");
  }, [saved]);

  return (
    // React empties a form after its action; what was chosen should stay.
    <form action={save} onReset={(event) => event.preventDefault()} className="grid gap-5">
      {/* The menu in the frame changes it too. */}
      <fieldset key={theme}>
        <legend className="mb-1.5 font-medium">Theme</legend>
        <div className="flex flex-wrap gap-2">
          {themes.map((one) => (
            <label
              key={one.value}
              className="tap flex h-9 cursor-pointer items-center gap-2 rounded-md border border-line bg-surface px-3 hover:bg-wash has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="theme"
                value={one.value}
                defaultChecked={one.value === theme}
                className="accent-accent outline-none"
              />
              {one.label}
            </label>
          ))}
        </div>
      </fieldset>
      <SelectField
        label="Language and region"
        name="locale"
        defaultValue={locale}
        options={locales}
        help="How dashboards write numbers, money and dates."
      />
      <SelectField
        label="Time zone"
        name="timeZone"
        defaultValue={timeZone}
        options={timeZones}
        help={`At present: ${sample}`}
      />
      {developerPanel !== null && (
        <div>
          <label className="tap flex w-fit cursor-pointer items-center gap-2 font-medium">
            <input
              type="checkbox"
              name="developerPanel"
              defaultChecked={developerPanel}
              aria-describedby="developer-panel-help"
              className="size-4 accent-accent"
            />
            Developer panel
          </label>
          <p id="developer-panel-help" className="text-sm text-muted">
            Beside your dashboards: what their tokens say, when they are renewed, and what happened.
          </p>
        </div>
      )}
      <div>
        <Button type="submit" look="main" disabled={busy} focusableWhenDisabled>
          Save
        </Button>
      </div>
    </form>
  );
}
