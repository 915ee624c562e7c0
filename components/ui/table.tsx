import type { ReactNode } from "react";

export type Column = {
  label: string;
  numeric?: boolean;
  /** Keeps the label for screen readers only, as for a column of actions. */
  hideLabel?: boolean;
};

type Props = { caption: string; columns: readonly Column[]; children: ReactNode };

/** A table with a sticky header that scrolls on its own. */
export function Table({ caption, columns, children }: Props) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[75dvh] overflow-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric, hideLabel }) => (
              <th
                key={label}
                scope="col"
                className={`sticky top-0 border-b border-line bg-surface px-2.5 py-2.5 text-sm font-medium text-muted sm:px-4 ${numeric ? "text-right" : "text-left"}`}
              >
                {hideLabel ? <span className="sr-only">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <tr className="hover:bg-canvas [&:last-child>td]:border-0">{children}</tr>;
}

export function Cell({ children, numeric = false }: { children?: ReactNode; numeric?: boolean }) {
  return (
    <td
      className={`border-b border-line px-2.5 py-2.5 sm:px-4 ${numeric ? "text-right tabular-nums" : ""}`}
    >
      {children}
    </td>
  );
}
