// Links that look like buttons share this with the button; server components may use it.
export type ButtonLook = "main" | "plain" | "bare";

const shape =
  "tap inline-flex items-center justify-center gap-2 rounded-md text-base font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed data-disabled:opacity-55";

const looks: Record<ButtonLook, string> = {
  main: "h-9 px-4 bg-accent text-on-accent hover:bg-accent/90 active:bg-accent/80",
  plain: "h-9 px-3.5 border border-line bg-surface text-ink hover:bg-wash active:bg-line",
  bare: "h-8 px-2 text-muted hover:bg-wash hover:text-ink data-popup-open:bg-wash data-popup-open:text-ink",
};

export function buttonClass(look: ButtonLook): string {
  return `${shape} ${looks[look]}`;
}
