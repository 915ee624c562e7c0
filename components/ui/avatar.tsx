import type { CSSProperties } from "react";

type Size = "small" | "large";
const sizes: Record<Size, string> = {
  small: "size-5 rounded-sm text-[0.625rem]",
  large: "size-9 rounded-md text-sm",
};

/** One or two letters for a vendor or tenant, next to its name. */
export function Tile({
  letters,
  hue,
  size = "small",
}: {
  letters: string;
  hue: number;
  size?: Size;
}) {
  return (
    <span
      aria-hidden="true"
      style={{ "--tile-hue": hue } as CSSProperties}
      className={`tile grid shrink-0 place-items-center font-semibold ${sizes[size]}`}
    >
      {letters}
    </span>
  );
}

/** A person's initials, next to their name. */
export function Avatar({ name }: { name: string }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0] ?? "");
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-full bg-wash text-xs font-semibold text-ink"
    >
      {letters.join("").toUpperCase()}
    </span>
  );
}
