import { Radios } from "@/components/ui/old-fields";

/** What becomes of the keys that a new one follows. @param until when it comes into use */
export function EarlierKeys({ until }: { until: "now" | "then" }) {
  return (
    <Radios
      name="before"
      legend={`Keys in use until ${until}`}
      defaultValue="overlap"
      options={[
        {
          value: "overlap",
          label: "Let them run out",
          help: "Valid until their last token has expired. Nobody notices.",
        },
        {
          value: "retire",
          label: "Retire them at once",
          help: "For a key that somebody else may have seen.",
        },
      ]}
    />
  );
}
