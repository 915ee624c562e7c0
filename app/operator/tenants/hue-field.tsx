"use client";
import { Field } from "@base-ui/react/field";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { hueStyle } from "@/components/ui/accent";
import { Fieldset } from "@/components/ui/fieldset";

const swatches = [
  { hue: 20, label: "Red" },
  { hue: 40, label: "Orange" },
  { hue: 90, label: "Amber" },
  { hue: 140, label: "Green" },
  { hue: 165, label: "Teal" },
  { hue: 220, label: "Sky" },
  { hue: 262, label: "Blue" },
  { hue: 300, label: "Purple" },
  { hue: 350, label: "Pink" },
];

/** The accent color as swatches. A hue that is none of them is offered as well. */
export function HueField({ hue }: { hue: number }) {
  const isSwatch = swatches.some((swatch) => swatch.hue === hue);
  return (
    <Fieldset name="hue" label="Accent color" group={<RadioGroup defaultValue={String(hue)} />}>
      <div className="mt-1.5 flex flex-wrap gap-2">
        {[...swatches, ...(isSwatch ? [] : [{ hue, label: "Custom" }])].map((swatch) => (
          <Field.Item key={swatch.hue}>
            <Field.Label className="tap grid place-items-center">
              <Radio.Root
                value={String(swatch.hue)}
                title={swatch.label}
                style={hueStyle(swatch.hue)}
                className="hued size-8 rounded-full bg-accent outline-offset-2 data-checked:ring-2 data-checked:ring-ink data-checked:ring-offset-2 data-checked:ring-offset-canvas"
              />
              <span className="sr-only">{swatch.label}</span>
            </Field.Label>
          </Field.Item>
        ))}
      </div>
    </Fieldset>
  );
}
