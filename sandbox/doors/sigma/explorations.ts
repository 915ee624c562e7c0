// Decides where the state behind Sigma's `:explore=` is kept and who may restore it.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Sandbox } from "../../sandbox";
import type { ViewerScope } from "../../scope";

const value = z.string().max(256).nullable();
export const explorationState = z.object({
  filters: z.record(z.string().max(64), z.union([value, z.array(value).max(50)])),
  page: z.string().max(128).nullish(),
});
type State = z.infer<typeof explorationState>;

/**
 * Keeps a state and returns its key. The same state has the same key; it is only found again for
 * the workbook and the tenant that it was kept for.
 */
export async function keepExploration(
  sandbox: Sandbox,
  scope: ViewerScope,
  state: State,
): Promise<string> {
  const owner = ownerOf(scope);
  const key = createHash("sha256")
    .update(JSON.stringify([owner, state]))
    .digest("base64url")
    .slice(0, 22);
  await sandbox.registry.put("sigma", "exploration", key, state, owner);
  return key;
}

/** The state behind a key, or undefined where it does not exist for this viewer. */
export async function findExploration(
  sandbox: Sandbox,
  scope: ViewerScope,
  key: string,
): Promise<State | undefined> {
  if (!/^[\w-]{22}$/.test(key)) return undefined;
  return sandbox.registry.find("sigma", "exploration", key, explorationState, ownerOf(scope));
}

function ownerOf(scope: ViewerScope): string {
  return `${scope.dashboard} ${scope.tenant ?? ""}`;
}
