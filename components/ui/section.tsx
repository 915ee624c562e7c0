import type { ReactNode } from "react";

type Props = {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
};

/** A part of a page under its own heading. */
export function Section({ title, description, action, children }: Props) {
  return (
    <section aria-label={title} className="mt-10 first:mt-0">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{title}</h2>
          {description && <p className="max-w-2xl text-muted">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
