"use client";
import { useState } from "react";
import { add, generate } from "@/app/operator/connections/credential-actions";
import { Button } from "@/components/ui/button";
import { BareDialog } from "@/components/ui/dialog";
import { Area, Choice, type Option, Radios, Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormState } from "@/components/ui/old-form-state";
import { ToldOnce } from "./new-secret";
import { EarlierKeys } from "./retired-keys";

type Props = {
  connection: string;
  need: {
    algorithms: readonly Option[];
    kid: "required" | "absent";
    perTenant: boolean;
    /** The name at the vendor that a key's id must equal. */
    perName: string | null;
    shared: boolean;
  };
  recipes: readonly Option[];
  tenants: readonly Option[];
  /** No key is in use yet. */
  first: boolean;
};

type Way = "add" | "generate";

/** The two ways to a new key: the vendor made it, or it is made here. */
export function AddKey(props: Props) {
  const [way, setWay] = useState<Way | null>(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={() => setWay("add")}>
        Add key
      </Button>
      <Button onClick={() => setWay("generate")}>Generate key</Button>
      <BareDialog
        open={way !== null}
        onOpenChange={(open) => !open && setWay(null)}
        title={way === "generate" ? "Generate key" : "Add key"}
      >
        {way && <KeyForm {...props} way={way} close={() => setWay(null)} />}
      </BareDialog>
    </div>
  );
}

function KeyForm({
  connection,
  need,
  recipes,
  tenants,
  first,
  way,
  close,
}: Props & { way: Way; close: () => void }) {
  const [made, setMade] = useState<FormState>(null);
  const title = way === "add" ? "Add key" : "Generate key";
  return (
    <div className="grid max-h-[76dvh] gap-4 overflow-y-auto p-5">
      <h2 className="text-lg font-semibold">{made ? "The key is made" : title}</h2>
      {made?.once ? (
        <ToldOnce once={made.once} connection={connection} onClose={close} />
      ) : (
        <ActionForm
          action={way === "add" ? add : generate}
          submit={title}
          busyWords={way === "add" ? "Checking" : "Making it"}
          hidden={{ connection }}
          beside={<Button onClick={close}>Cancel</Button>}
          onDone={(state) => (state.once ? setMade(state) : close())}
        >
          {need.perTenant && (
            <Choice
              name="tenant"
              label="Tenant"
              options={[{ value: "", label: "No tenant" }, ...tenants]}
              help="At this vendor every tenant has a key of its own."
            />
          )}
          <Text
            name="kid"
            label="Key id"
            optional={need.kid === "absent" && !need.perName}
            autoCapitalize="none"
            spellCheck={false}
            help={kidHelp(need)}
          />
          {way === "add" ? (
            <>
              <Choice name="algorithm" label="Algorithm" options={need.algorithms} />
              <Area
                name="secret"
                label={need.shared ? "Secret" : "Secret or private key"}
                rows={5}
                autoCapitalize="none"
                autoCorrect="off"
                help="Exactly as the vendor shows it, or a private key in PEM. It goes into the vault and is not shown again."
              />
            </>
          ) : (
            <Choice name="recipe" label="Kind" options={recipes} />
          )}
          <Radios
            name="start"
            legend="When it is used"
            defaultValue={way === "add" || first ? "now" : "later"}
            options={[
              { value: "now", label: "From now on", help: "The vendor knows it already." },
              {
                value: "later",
                label: "When I say so",
                help: "It waits until the vendor has been given it.",
              },
            ]}
          />
          {!first && !need.perName && <EarlierKeys until="then" />}
        </ActionForm>
      )}
    </div>
  );
}

function kidHelp({ kid, perName }: Props["need"]): string {
  if (perName) return `The tenant's ${perName} at the vendor: a key belongs to it.`;
  if (kid === "required") return "The id that the vendor shows beside the secret.";
  return "Empty: one is made up. Public lists and the audit name the key by it.";
}
