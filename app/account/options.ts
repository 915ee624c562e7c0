import type { Option } from "@/components/ui/option";

const common = [
  "en-US",
  "en-GB",
  "en-AU",
  "en-CA",
  "en-IN",
  "de-DE",
  "de-AT",
  "de-CH",
  "fr-FR",
  "fr-CA",
  "es-ES",
  "es-MX",
  "it-IT",
  "nl-NL",
  "pt-BR",
  "pt-PT",
  "pl-PL",
  "sv-SE",
  "da-DK",
  "nb-NO",
  "fi-FI",
  "cs-CZ",
  "hu-HU",
  "ro-RO",
  "tr-TR",
  "uk-UA",
  "el-GR",
  "he-IL",
  "ar-EG",
  "hi-IN",
  "id-ID",
  "th-TH",
  "vi-VN",
  "ja-JP",
  "ko-KR",
  "zh-CN",
  "zh-TW",
];

/** Formats by language and region, the person's own among them, each with an example. */
export function localeOptions(own: string): Option[] {
  const names = new Intl.DisplayNames("en", { type: "language" });
  return [...new Set([...common, own])]
    .map((value) => ({
      value,
      label: names.of(value) ?? value,
      description: `${new Intl.NumberFormat(value).format(12345.67)}, ${new Intl.DateTimeFormat(value).format()}`,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Every time zone the runtime knows, and UTC. */
export function timeZoneOptions(own: string): Option[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), own]);
  return [...zones].map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
