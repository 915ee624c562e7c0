// Decides whether a vendor takes a token of ours and lets our page frame it: by trying, once for each kind.
import { randomBytes } from "node:crypto";
import { look } from "@/lib/access/preview-access";
import { type Spoken, speak } from "@/lib/embed/create-embed";
import { NotConfigured } from "@/lib/vendors/contract";
import { explainText } from "@/lib/vendors/error-texts";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { aheadOf, compareClocks } from "./clock";
import type { Readable } from "./connection";
import { about, type Finding } from "./finding";
import { type Loaded, loadAsFrame } from "./load";
import { framingRefusal } from "./policy";
import type { Sample } from "./samples";
import { tryComponent } from "./try-component";

type Trial = Readable & {
  slug: string;
  sample: Sample;
  hostOrigin: string;
  actor: { id: string; email: string } | null;
};

/** The doctor's tokens live no longer than a load takes. */
const seconds = 30;

export async function tryToken({ slug, sample, vendor, ...trial }: Trial): Promise<Finding[]> {
  const { note, problem } = about("connection", slug);
  const label = vendor.kinds[sample.kind]?.label ?? sample.kind;
  const lookId = randomBytes(16).toString("hex");
  const { actor, hostOrigin } = trial;
  const seen = await look({ ...sample, seconds, lookId, action: "doctor.test-token", actor });
  if (!seen.facts) {
    const why = seen.reason ?? seen.verdict;
    return [note(`${label}: no test token, because of ${why.replaceAll("_", " ")}.`)];
  }
  let spoken: Spoken;
  try {
    spoken = await speak(seen.facts, lookId, "light");
  } catch (error) {
    return [failed(slug, label, error)];
  }
  const { pane } = spoken.answer;
  try {
    if (pane.kind === "frame") {
      return judgeFrame(await loadAsFrame(pane.src, hostOrigin), {
        slug,
        label,
        vendor,
        hostOrigin,
      });
    }
    if (pane.kind === "element") return await judgeScript(slug, label, pane.script);
    return [await judgeComponent(slug, label, vendor.id, pane.props, trial.settings)];
  } catch {
    return [
      problem(
        `${label}: the vendor could not be reached.`,
        "People see an empty pane.",
        "Look at the addresses in the settings, and whether this machine may go out to them.",
      ),
    ];
  }
}

type Judged = { slug: string; label: string; vendor: Readable["vendor"]; hostOrigin: string };

/** What an answer to a frame's request means. */
export function judgeFrame(loaded: Loaded, { slug, label, vendor, hostOrigin }: Judged): Finding[] {
  const { well, problem } = about("connection", slug);
  const explained = explainText(vendor.id, loaded.text);
  const findings: Finding[] = [];
  if (loaded.status === 200 && !explained) {
    findings.push(well(`${label}: a test token is accepted.`));
  } else {
    findings.push(
      problem(
        `${label}: the vendor refuses a test token (${loaded.status}).`,
        explained?.meaning ??
          "The key, the names in the token or the clock are not what it expects.",
        explained?.mend ??
          "Compare the credential with the vendor's page for it, then the tenant's names, then the clocks.",
      ),
    );
  }
  const refusal = framingRefusal(loaded.headers, hostOrigin, loaded.origin);
  findings.push(
    refusal
      ? problem(
          `${label}: the vendor does not let ${hostOrigin} frame it. ${refusal}`,
          "The browser shows a grey box instead of the dashboard.",
          "Add the host's exact origin to the allowed origins at the vendor.",
        )
      : well(`${label}: the vendor lets this host frame it.`),
  );
  const ahead = aheadOf(loaded.date, loaded.at);
  if (ahead !== null) {
    const place = { group: "connection", subject: slug };
    findings.push(compareClocks(place, "The vendor's clock", ahead, 1));
  }
  return findings;
}

async function judgeScript(slug: string, label: string, script: string): Promise<Finding[]> {
  const { well, problem } = about("connection", slug);
  const response = await fetch(script, { signal: AbortSignal.timeout(10_000) });
  await response.body?.cancel();
  if (response.ok && /javascript/.test(response.headers.get("content-type") ?? "")) {
    return [well(`${label}: a token is made, and the vendor's script is there.`)];
  }
  return [
    problem(
      `${label}: the vendor's script answers ${response.status}.`,
      "The element is never defined, so the page stays empty.",
      "Correct the script's address in the connection's settings.",
    ),
  ];
}

async function judgeComponent(
  slug: string,
  label: string,
  vendor: string,
  props: Record<string, string>,
  settings: unknown,
): Promise<Finding> {
  const { well, note, problem } = about("connection", slug);
  const status = await tryComponent(vendor, props, settings);
  if (status === null) return note(`${label}: a token is made; only a browser can try it.`);
  if (status === 200) return well(`${label}: a test token is accepted.`);
  return problem(
    `${label}: the vendor refuses a test token (${status}).`,
    "The public key, the names in the token or the clock are not what it expects.",
    "Upload the public key of the active credential; compare the tenant's names; check the clocks.",
  );
}

function failed(slug: string, label: string, error: unknown): Finding {
  const { problem } = about("connection", slug);
  if (error instanceof NotConfigured) {
    return problem(
      `${label}: ${error.message}`,
      "Its people are told that the dashboard is not set up.",
      "Complete the mapping or the settings.",
    );
  }
  if (error instanceof VendorFailure) {
    const mend = error.passing
      ? "Try again; if it stays, look at the API's address in the settings."
      : "Look at the key for the vendor's API, and at what it may do.";
    return problem(`${label}: ${error.message}`, "Without that call no token is made.", mend);
  }
  return problem(
    `${label}: no token could be made.`,
    "The credential does not fit, or the token became too long.",
    "See what is said about the credentials of this connection.",
  );
}
