"use client";
import { useId } from "react";
import { Text } from "@/components/ui/old-fields";

/** The region that narrows a person, with the known ones to choose from. */
export function RegionField({
  regions,
  value,
}: {
  regions: readonly string[];
  value: string | null;
}) {
  const id = useId();
  return (
    <div>
      <Text
        name="region"
        label="Region"
        optional
        defaultValue={value ?? ""}
        list={id}
        maxLength={100}
        help="They see this region's numbers only. Empty: all regions."
      />
      <datalist id={id}>
        {regions.map((region) => (
          <option key={region} value={region} />
        ))}
      </datalist>
    </div>
  );
}
