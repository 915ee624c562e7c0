import { RadioGroup } from "@/components/ui/radio-group";

/** What happens to the keys that a new one replaces. */
export function ReplacedKeysField() {
  return (
    <RadioGroup
      name="replaced"
      label="Current keys"
      defaultValue="overlap"
      options={[
        {
          value: "overlap",
          label: "Retire when the last token expires",
          description: "Open dashboards keep working.",
        },
        {
          value: "retire",
          label: "Retire now",
          description: "For a key that may have leaked.",
        },
      ]}
    />
  );
}
