import { createHash } from "node:crypto";
import { z } from "zod";
import { resource } from "../../registry";
import type { VendorInstance } from "../../sandbox";
import type { ViewerScope } from "../../viewer-scope";

const value = z.string().max(256).nullable();
export const explorationState = z.object({
  filters: z.record(z.string().max(64), z.union([value, z.array(value).max(50)])),
  page: z.string().max(128).nullish(),
});
type State = z.infer<typeof explorationState>;

/** The state behind `:explore=`, only for the workbook and tenant it was saved for. */
const explorations = resource("explorations/:scope/:key", explorationState);

const scopeId = ({ dashboard, tenant }: ViewerScope) => `${dashboard} ${tenant ?? ""}`;

/** @returns the state's key; equal states have equal keys */
export async function saveExploration(vendor: VendorInstance, scope: ViewerScope, state: State) {
  const id = scopeId(scope);
  const digest = createHash("sha256").update(JSON.stringify([id, state]));
  const key = digest.digest("base64url").slice(0, 22);
  await vendor.registry.put(explorations, [id, key], state);
  return key;
}

export async function findExploration(vendor: VendorInstance, scope: ViewerScope, key: string) {
  if (!/^[\w-]{22}$/.test(key)) return undefined;
  return vendor.registry.find(explorations, scopeId(scope), key);
}
