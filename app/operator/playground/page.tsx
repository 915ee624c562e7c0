import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { requireOperator } from "@/lib/auth/session";
import { listChoices } from "@/lib/embed/preview-choices";
import { Playground } from "./playground";

export const metadata: Metadata = { title: "Playground" };

const path = "/operator/playground";

export default async function PlaygroundPage({ searchParams }: PageProps<"/operator/playground">) {
  const operator = await requireOperator(path);
  const asked = await searchParams;
  const one = (name: string) => [asked[name]].flat()[0] ?? "";
  const tenant = one("tenant");
  const choices = await listChoices(operator, tenant);
  return (
    <OperatorPage
      title="Playground"
      description="See a dashboard as a person would: why they may open it, what the vendor is told, and code to copy. Each look is written to the audit under your name."
    >
      <Playground
        tenant={tenant || (choices.tenants[0]?.slug ?? "")}
        chosen={tenant !== ""}
        email={one("email")}
        dashboard={one("dashboard")}
        choices={choices}
      />
    </OperatorPage>
  );
}
