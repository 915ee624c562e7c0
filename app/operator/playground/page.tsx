import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { requireOperator } from "@/lib/auth/session";
import { listPreviewOptions } from "@/lib/embed/preview-options";
import { Playground } from "./playground";

export const metadata: Metadata = { title: "Playground" };

const path = "/operator/playground";

export default async function PlaygroundPage({ searchParams }: PageProps<"/operator/playground">) {
  const operator = await requireOperator(path);
  const parameters = await searchParams;
  const first = (name: string) => [parameters[name]].flat()[0] ?? "";
  const { tenant, ...options } = await listPreviewOptions(operator, first("tenant"));
  return (
    <OperatorPage
      title="Playground"
      description="Preview a dashboard as any user: why they can open it, the token the vendor receives, and code to copy. Each preview is audited under your name."
    >
      <Playground
        tenant={tenant}
        email={first("email")}
        dashboard={first("dashboard")}
        options={options}
      />
    </OperatorPage>
  );
}
