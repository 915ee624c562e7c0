import type { Route } from "next";
import type { ReactNode } from "react";
import { Header } from "@/components/shell/header";
import { PageHeader } from "@/components/ui/page-header";

type Props = {
  title: ReactNode;
  /** One sentence. */
  description: ReactNode;
  /** The page's one main action. */
  action?: ReactNode;
  way?: readonly { label: string; href: Route }[];
  /** This page's place at the end of the way. */
  here?: string;
  narrow?: boolean;
  children: ReactNode;
};

/** The shape of every operator's page: where one is, a title, a sentence, one main action. */
export function OperatorPage({
  title,
  description,
  action,
  way = [],
  here,
  narrow,
  children,
}: Props) {
  return (
    <>
      <Header breadcrumbs={way}>
        <p className="truncate text-muted">{here ?? "Operator"}</p>
      </Header>
      <div
        className={`mx-auto w-full px-4 py-6 md:px-8 md:py-8 ${narrow ? "max-w-3xl" : "max-w-5xl"}`}
      >
        <PageHeader title={title} description={description} action={action} />
        {children}
      </div>
    </>
  );
}
