import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** One sentence. */
  description?: ReactNode;
  /** The page's main action. */
  action?: ReactNode;
};

export function PageHeader({ title, description, action }: Props) {
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h1 className="flex items-center gap-3 text-2xl font-semibold wrap-anywhere">{title}</h1>
        {description && <p className="mt-1 max-w-2xl text-muted">{description}</p>}
      </div>
      {action}
    </div>
  );
}
