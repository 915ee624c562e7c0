"use client";
import { Combobox } from "@/components/ui/combobox";

type Props = { regions: readonly string[]; defaultValue: string | null };

/** A region in use, or a new one. */
export function RegionField({ regions, defaultValue }: Props) {
  return (
    <Combobox
      name="region"
      label="Region"
      optional
      allowCustom
      placeholder="All regions"
      defaultValue={defaultValue}
      options={regions.map((region) => ({ value: region, label: region }))}
      description="Limits the data they see to this region."
    />
  );
}
