"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { Form } from "@/components/ui/form";
import type { Option } from "@/components/ui/option";
import { RadioGroup } from "@/components/ui/radio-group";
import { saveAccount } from "./actions";

type Props = {
  theme: string;
  locale: string;
  timeZone: string;
  locales: readonly Option[];
  timeZones: readonly Option[];
  /** Whether the developer panel is on; null where this person cannot have it. */
  developerPanel: boolean | null;
  /** A number and a date in the current format and time zone. */
  preview: string;
};

const themes = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function PreferencesForm(props: Props) {
  const { theme, locale, timeZone, locales, timeZones, developerPanel, preview } = props;
  return (
    <Form action={saveAccount} submitLabel="Save">
      {/* Keyed by what is stored: the user menu changes the theme too. */}
      <RadioGroup
        key={theme}
        name="theme"
        label="Theme"
        defaultValue={theme}
        options={themes}
        inline
      />
      <Combobox
        name="locale"
        label="Number and date format"
        defaultValue={locale}
        options={locales}
        description="Used in dashboards and on these pages."
      />
      <Combobox
        name="timeZone"
        label="Time zone"
        defaultValue={timeZone}
        options={timeZones}
        description={`Preview: ${preview}`}
      />
      {developerPanel !== null && (
        <Checkbox
          name="developerPanel"
          label="Developer panel"
          defaultChecked={developerPanel}
          description="Shows each dashboard's token, renewals, and messages beside it."
        />
      )}
    </Form>
  );
}
