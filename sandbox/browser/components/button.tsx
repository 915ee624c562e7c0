/** @jsxImportSource preact */
import type { ButtonHTMLAttributes } from "preact";

const variants = {
  default: "border-line bg-surface rounded-control font-[550]",
  quiet: "border-transparent bg-transparent text-accent rounded-control font-[550]",
  pill: "border-line bg-surface rounded-full font-[450]",
  icon: "border-transparent text-muted rounded-control w-7.5 px-0",
};

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { variant?: keyof typeof variants };

export function Button({ variant = "default", ...props }: Props) {
  return (
    <button
      type="button"
      class={`inline-flex min-h-control cursor-pointer items-center justify-center gap-1.5 border px-3 transition-colors duration-120 hover:enabled:bg-subtle disabled:cursor-not-allowed disabled:text-muted ${variants[variant]}`}
      {...props}
    />
  );
}
