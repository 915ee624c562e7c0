/** @jsxImportSource preact */
import type { ButtonHTMLAttributes } from "preact";

const variants = {
  default: "rounded-control border-line bg-surface px-3 font-[550]",
  quiet: "rounded-control border-transparent bg-transparent px-3 font-[550] text-accent",
  pill: "rounded-full border-line bg-surface px-3 font-[450]",
  icon: "w-7.5 rounded-control border-transparent text-muted",
};

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { variant?: keyof typeof variants };

export function Button({ variant = "default", ...props }: Props) {
  return (
    <button
      type="button"
      class={`inline-flex min-h-control cursor-pointer items-center justify-center gap-1.5 border transition-colors duration-120 hover:enabled:bg-subtle disabled:cursor-not-allowed disabled:text-muted ${variants[variant]}`}
      {...props}
    />
  );
}
