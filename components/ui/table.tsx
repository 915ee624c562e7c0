import type { ReactNode } from "react";

export type Column = { label: string; number?: boolean };

/** A table with a head that stays, numbers on the right, and room to scroll sideways on its own. */
export function Table({
  caption,
  columns,
  children,
}: {
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
}) {
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
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={`sticky top-0 border-b border-line bg-surface px-2.5 py-2.5 text-sm sm:px-4 font-medium text-muted ${column.number ? "text-right" : "text-left"}`}
              >
                {column.label}
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

export function Cell({ children, number = false }: { children: ReactNode; number?: boolean }) {
  return (
    <td
      className={`border-b border-line px-2.5 py-2.5 sm:px-4 ${number ? "text-right tabular-nums" : ""}`}
    >
      {children}
    </td>
  );
}
