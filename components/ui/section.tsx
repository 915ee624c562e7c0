import type { ReactNode } from "react";
import type { Told } from "@/lib/format-date";

type HeadProps = {
  title: ReactNode;
  /** One sentence. */
  sentence: ReactNode;
  /** The page's one main action. */
  action?: ReactNode;
};

/** How a page begins: its title, a sentence, one main action. */
export function PageHead({ title, sentence, action }: HeadProps) {
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h1 className="flex items-center gap-3 text-2xl font-semibold wrap-anywhere">{title}</h1>
        <p className="mt-1 max-w-2xl text-muted">{sentence}</p>
      </div>
      {action}
    </div>
  );
}

/** A part of a page under its own heading. */
export function Part({
  title,
  sentence,
  action,
  children,
}: {
  title: string;
  sentence?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section aria-label={title} className="mt-10 first:mt-0">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{title}</h2>
          {sentence && <p className="max-w-2xl text-muted">{sentence}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Nothing here yet: what would be, and how it comes. */
export function Empty({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-lg border border-dashed border-line px-6 py-10 text-center text-muted">
      {children}
    </p>
  );
}

/** A moment, roughly in words, exactly on hover. */
export function Moment({ told }: { told: Told }) {
  if (!told) return <span className="text-muted">Never</span>;
  return (
    <time dateTime={told.at} title={told.exact}>
      {told.words}
    </time>
  );
}
