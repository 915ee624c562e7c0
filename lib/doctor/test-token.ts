import { previewEmbed } from "@/lib/embed/preview-embed";
import { NotConfigured, type Origins } from "@/lib/vendors/contract";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { type CheckResult, resultsFor } from "./check-result";
import { compareClocks, secondsAhead } from "./clock";
import type { Parsed } from "./connection";
import { framingRefusal } from "./csp";
import { loadFrame } from "./load-frame";
import type { Sample } from "./sample-viewers";

type Request = Parsed & {
  slug: string;
  sample: Sample;
  hostOrigin: string;
  actor: { id: string; email: string } | null;
};

/** A test token lives no longer than one load takes. */
const maxSeconds = 30;
const timeoutMs = 10_000;

/** Makes a token for the sample viewer, and loads the dashboard with it as a browser would. */
export async function testToken(request: Request): Promise<CheckResult[]> {
  const { slug, sample, vendor, actor } = request;
  const { note } = resultsFor("connection", slug);
  const label = vendor.kinds[sample.kind]?.label ?? sample.kind;
  const { userId, tenant, dashboard } = sample;
  const { access, embed, failure } = await previewEmbed({
    ...{ userId, tenant, dashboard, scheme: "light", maxSeconds },
    ...{ action: "doctor.test-token", actor },
  });
  if (access.outcome !== "allowed") {
    const reason = (access.reason ?? access.outcome).replaceAll("_", " ");
    return [note(`${label}: no test token (${reason}).`)];
  }
  if (!embed) return [explainFailure(slug, label, failure)];
  const { pane } = embed.mint;
  try {
    if (pane.kind === "frame") return await testFrame(request, label, pane.src);
    if (pane.kind === "element") return [await testScript(request, label, pane.script)];
    return [await testComponent(request, label, pane.props)];
  } catch {
    return [unreachable(slug, `${label}: the vendor can't be reached.`)];
  }
}

/** For a connection without a token to test. Any response below 500 counts. */
export function testOrigins(slug: string, { frame, script }: Origins): Promise<CheckResult[]> {
  return Promise.all(
    [...new Set([...frame, ...script])].map(async (origin) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(origin, { redirect: "manual", signal }).catch(() => null);
      await response?.body?.cancel();
      if (response && response.status < 500) {
        return resultsFor("connection", slug).ok(`${origin} can be reached.`);
      }
      const problem = response ? `responds with ${response.status}` : "can't be reached";
      return unreachable(slug, `${origin} ${problem}.`);
    }),
  );
}

const unreachable = (slug: string, summary: string): CheckResult =>
  resultsFor("connection", slug).problem(
    summary,
    "Viewers see an empty pane.",
    "Check the addresses in the settings, and whether this machine can connect to them.",
  );

async function testFrame(
  { slug, vendor, hostOrigin }: Request,
  label: string,
  src: string,
): Promise<CheckResult[]> {
  const results = resultsFor("connection", slug);
  const loaded = await loadFrame(src, hostOrigin);
  const error = vendor.errors.find(({ text }) => text.test(loaded.text));
  const accepted =
    loaded.status === 200 && !error
      ? results.ok(`${label}: a test token is accepted.`)
      : results.problem(
          `${label}: the vendor refuses a test token (${loaded.status}).`,
          error?.meaning ?? "The key, the mapping or the clock is not what it expects.",
          error?.fix ?? "Compare the key with the vendor's, then the mapping, then the clocks.",
        );
  const refusal = framingRefusal(loaded.headers, hostOrigin, loaded.origin);
  const framing = refusal
    ? results.problem(
        `${label}: the vendor doesn't let ${hostOrigin} frame it. ${refusal}`,
        "The browser shows an error instead of the dashboard.",
        "Add the app's exact origin to the allowed origins at the vendor.",
      )
    : results.ok(`${label}: the vendor lets this app frame it.`);
  const ahead = secondsAhead(loaded.headers.get("date"), loaded.receivedAt);
  if (ahead === null) return [accepted, framing];
  return [accepted, framing, compareClocks(results, "The vendor's clock", ahead, 1)];
}

async function testScript({ slug }: Request, label: string, script: string): Promise<CheckResult> {
  const { ok, problem } = resultsFor("connection", slug);
  const response = await fetch(script, { signal: AbortSignal.timeout(timeoutMs) });
  await response.body?.cancel();
  if (response.ok && /javascript/.test(response.headers.get("content-type") ?? "")) {
    return ok(`${label}: a token is made, and the vendor's script loads.`);
  }
  return problem(
    `${label}: the vendor's script responds with ${response.status}.`,
    "The element is never defined, so the pane stays empty.",
    "Correct the script's address in the connection's settings.",
  );
}

async function testComponent(
  { slug, vendor, settings }: Request,
  label: string,
  props: Record<string, string>,
): Promise<CheckResult> {
  const { ok, note, problem } = resultsFor("connection", slug);
  const signal = AbortSignal.timeout(timeoutMs);
  const status = (await vendor.api?.tryToken?.({ props, settings, signal })) ?? null;
  if (status === null) return note(`${label}: a token is made. Only a browser can test it.`);
  if (status === 200) return ok(`${label}: a test token is accepted.`);
  return problem(
    `${label}: the vendor refuses a test token (${status}).`,
    "The public key, the mapping or the clock is not what it expects.",
    "Upload the active key's public key. Compare the mapping and the clocks.",
  );
}

function explainFailure(slug: string, label: string, error: unknown): CheckResult {
  const { problem } = resultsFor("connection", slug);
  if (error instanceof NotConfigured) {
    return problem(
      `${label}: ${error.message}`,
      "Viewers see that the dashboard is not set up.",
      "Complete the mapping or the settings.",
    );
  }
  if (error instanceof VendorFailure) {
    return problem(
      `${label}: ${error.message}`,
      "Tokens can't be made without this call.",
      error.transient
        ? "Try again. If it persists, check the API address in the settings."
        : "Check the key for the vendor's API, and its permissions.",
    );
  }
  return problem(
    `${label}: a token can't be made.`,
    "The key is invalid, or the token is too long.",
    "See the results for this connection's keys.",
  );
}
