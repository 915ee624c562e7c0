// Not in button.tsx: server components style links with it, and cannot call what a client module exports.
export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";

const base =
  "tap inline-flex items-center justify-center gap-2 rounded-md text-base font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed data-disabled:opacity-55";

const variants: Record<ButtonVariant, string> = {
  primary: "h-9 px-4 bg-accent text-on-accent hover:bg-accent/90 active:bg-accent/80",
  secondary: "h-9 px-3.5 border border-line bg-surface text-ink hover:bg-wash active:bg-line",
  ghost:
    "h-8 px-2 text-muted hover:bg-wash hover:text-ink data-popup-open:bg-wash data-popup-open:text-ink",
  danger: "h-9 px-4 bg-danger text-on-danger hover:bg-danger/90 active:bg-danger/80",
};

export function buttonClass(variant: ButtonVariant): string {
  return `${base} ${variants[variant]}`;
}
