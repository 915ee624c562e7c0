import type { Route } from "next";
import type { ReactNode } from "react";
import { Header } from "@/components/shell/header";
import { PageHeader } from "@/components/ui/page-header";

type Props = {
  title: string;
  /** Before the title. */
  icon?: ReactNode;
  /** One sentence. */
  description: ReactNode;
  /** The page's main action. */
  action?: ReactNode;
  /** The pages above this one. */
  breadcrumbs?: readonly { label: string; href: Route }[];
  narrow?: boolean;
  children: ReactNode;
};

export function OperatorPage({
  title,
  icon,
  description,
  action,
  breadcrumbs = [],
  narrow,
  children,
}: Props) {
  const heading = (
    <>
      {icon}
      {title}
    </>
  );
  return (
    <>
      <Header breadcrumbs={[{ label: "Operator", href: "/operator" }, ...breadcrumbs]}>
        <p className="truncate text-muted">{title}</p>
      </Header>
      <div
        className={`mx-auto w-full px-4 py-6 md:px-8 md:py-8 ${narrow ? "max-w-3xl" : "max-w-5xl"}`}
      >
        <PageHeader title={heading} description={description} action={action} />
        {children}
      </div>
    </>
  );
}
