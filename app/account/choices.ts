// Decides which languages and time zones the account page offers.

const common = [
  ...["en-US", "en-GB", "en-AU", "en-CA", "en-IN", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CA"],
  ...["es-ES", "es-MX", "it-IT", "nl-NL", "pt-BR", "pt-PT", "pl-PL", "sv-SE", "da-DK", "nb-NO"],
  ...["fi-FI", "cs-CZ", "hu-HU", "ro-RO", "tr-TR", "uk-UA", "el-GR", "he-IL", "ar-EG", "hi-IN"],
  ...["id-ID", "th-TH", "vi-VN", "ja-JP", "ko-KR", "zh-CN", "zh-TW"],
];

export type Choice = { value: string; label: string };

/** Languages in their own words, the person's own among them wherever it came from. */
export function localeChoices(own: string): Choice[] {
  return [...new Set([...common, own])]
    .map((value) => {
      const name = new Intl.DisplayNames(value, { type: "language" }).of(value) ?? value;
      return { value, label: `${name.slice(0, 1).toLocaleUpperCase(value)}${name.slice(1)}` };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Every zone the runtime knows, and UTC. */
export function timeZoneChoices(own: string): Choice[] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), own]);
  return [...zones].map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
