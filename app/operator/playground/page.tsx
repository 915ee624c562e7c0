import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { requireOperator } from "@/lib/auth/session";
import { listPreviewOptions } from "@/lib/embed/preview-options";
import { Playground } from "./playground";

export const metadata: Metadata = { title: "Playground" };

const path = "/operator/playground";

export default async function PlaygroundPage({ searchParams }: PageProps<"/operator/playground">) {
  const operator = await requireOperator(path);
  const asked = await searchParams;
  const one = (name: string) => [asked[name]].flat()[0] ?? "";
  const tenant = one("tenant");
  const options = await listPreviewOptions(operator, tenant);
  return (
    <OperatorPage
      title="Playground"
      description="Preview a dashboard as any user: why they can open it, the token the vendor receives, and code to copy. Each preview is audited under your name."
    >
      <Playground
        tenant={tenant || (options.tenants[0]?.slug ?? "")}
        chosen={tenant !== ""}
        email={one("email")}
        dashboard={one("dashboard")}
        options={options}
      />
    </OperatorPage>
  );
}
