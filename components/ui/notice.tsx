import type { ReactNode } from "react";

type Props = {
  title: string;
  /** What happened, whether anything is lost, what to do. */
  children: ReactNode;
  actions?: ReactNode;
};

/** A page that is one message, such as not found. */
export function Notice({ title, children, actions }: Props) {
  return (
    <section className="mx-auto grid w-full max-w-md gap-4 px-4 py-[16dvh] text-center">
      <h1 className="text-xl font-semibold">{title}</h1>
      <div className="grid gap-2 text-muted">{children}</div>
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </section>
  );
}
