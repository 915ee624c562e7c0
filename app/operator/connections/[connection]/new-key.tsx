"use client";
import { useState } from "react";
import { add, generate } from "@/app/operator/connections/credential-actions";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import type { Option } from "@/components/ui/option";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import type { NewKey } from "@/lib/connections/schema";
import { KeyReveal } from "./key-reveal";
import { ReplacedKeysField } from "./replaced-keys-field";

type Props = {
  connection: string;
  need: {
    algorithms: readonly Option[];
    kid: "required" | "absent";
    perTenant: boolean;
    /** The name at the vendor that a key's id must equal. */
    perName: string | null;
    sharedOnly: boolean;
  };
  keyTypes: readonly Option[];
  tenants: readonly Option[];
  hasActiveKey: boolean;
};

type Method = "add" | "generate";

const titles: Record<Method, string> = { add: "Add key", generate: "Generate key" };

/** Adds a key that the vendor made, or generates one here. */
export function NewKeyButtons(props: Props) {
  const [method, setMethod] = useState<Method>("add");
  const [open, setOpen] = useState(false);
  const [newKey, setNewKey] = useState<NewKey | null>(null);
  const start = (next: Method) => () => {
    setMethod(next);
    setNewKey(null);
    setOpen(true);
  };
  const close = () => setOpen(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={start("add")}>
        Add key
      </Button>
      <Button onClick={start("generate")}>Generate key</Button>
      <Dialog open={open} onOpenChange={setOpen} title={newKey ? "Key generated" : titles[method]}>
        {newKey ? (
          <>
            <KeyReveal newKey={newKey} connection={props.connection} />
            <Button variant="primary" className="w-fit" onClick={close}>
              Done
            </Button>
          </>
        ) : (
          <NewKeyForm
            {...props}
            method={method}
            onCancel={close}
            onSuccess={(result) => (result ? setNewKey(result) : close())}
          />
        )}
      </Dialog>
    </div>
  );
}

type FormProps = Props & {
  method: Method;
  onCancel: () => void;
  onSuccess: (newKey: NewKey | undefined) => void;
};

function NewKeyForm(props: FormProps) {
  const { connection, need, keyTypes, tenants, hasActiveKey, method, onCancel, onSuccess } = props;
  const action = method === "add" ? add : generate;
  return (
    <Form<NewKey>
      action={action.bind(null, connection)}
      submitLabel={titles[method]}
      pendingLabel={method === "add" ? "Adding…" : "Generating…"}
      secondaryAction={<Button onClick={onCancel}>Cancel</Button>}
      onSuccess={({ result }) => onSuccess(result)}
    >
      {need.perTenant && (
        <Combobox
          name="tenant"
          label="Tenant"
          options={tenants}
          placeholder="Search tenants…"
          description="This vendor has a separate key for each tenant."
        />
      )}
      <TextField
        name="kid"
        label="Key ID"
        optional={need.kid === "absent" && !need.perName}
        autoCapitalize="none"
        spellCheck={false}
        description={describeKid(need)}
      />
      {method === "add" ? (
        <>
          <Select name="algorithm" label="Algorithm" options={need.algorithms} />
          <Textarea
            name="secret"
            label={need.sharedOnly ? "Secret" : "Secret or private key"}
            rows={5}
            autoCapitalize="none"
            autoCorrect="off"
            description="Paste it exactly as the vendor shows it, or a private key in PEM. It's encrypted and not shown again."
          />
        </>
      ) : (
        <Select name="keyType" label="Type" options={keyTypes} />
      )}
      <RadioGroup
        name="start"
        label="Activation"
        defaultValue={method === "add" || !hasActiveKey ? "now" : "later"}
        options={[
          { value: "now", label: "Activate now", description: "The vendor already has it." },
          {
            value: "later",
            label: "Activate later",
            description: "Once you've added it at the vendor.",
          },
        ]}
      />
      {hasActiveKey && !need.perName && <ReplacedKeysField />}
    </Form>
  );
}

function describeKid({ kid, perName }: Props["need"]): string {
  if (perName) return `The tenant's ${perName} at the vendor.`;
  if (kid === "required") return "The ID that the vendor shows with the secret.";
  return "Names the key in the public key list and the audit. Leave empty to generate one.";
}
