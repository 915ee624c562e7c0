// Decides which vendor sessions this browser has opened, so that signing out can end them all.

const KEY = "mullion.sessions";
const PATIENCE = 3_000;
let ending: Promise<boolean> | undefined;

/** Remembers where a vendor's session is ended; addresses only, never a token. */
export function rememberSession(url: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...new Set([...remembered(), url])]));
  } catch {
    // Without storage the session ends by itself.
  }
}

/**
 * Signs out of every vendor session this browser opened: a form posted into a hidden frame for each,
 * since a vendor's cookie can only be cleared from its own origin. Resolves when all have answered, or
 * after three seconds. Those that have not are remembered, for the next time. Asked again meanwhile, it is
 * one question.
 *
 * @returns whether all have answered; what they did, no page can see
 */
export function endVendorSessions(): Promise<boolean> {
  ending ??= endAll().finally(() => {
    ending = undefined;
  });
  return ending;
}

/** Resolves when vendors that are being asked to end their sessions have answered, or had their time. */
export async function vendorsAnswered(): Promise<void> {
  await ending?.catch(() => false);
}

async function endAll(): Promise<boolean> {
  const urls = remembered();
  const ended = await Promise.all(urls.map(endSession));
  const silent = remembered().filter((url) => !ended[urls.indexOf(url)]);
  try {
    if (silent.length > 0) localStorage.setItem(KEY, JSON.stringify(silent));
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
  return silent.length === 0;
}

function remembered(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isWebAddress) : [];
  } catch {
    return [];
  }
}

function isWebAddress(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//.test(value);
}

/** @returns whether it answered */
function endSession(url: string, index: number): Promise<boolean> {
  const frame = document.createElement("iframe");
  frame.name = `mullion-end-${index}`;
  frame.hidden = true;
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: url, target: frame.name, hidden: true });
  document.body.append(frame, form);
  // Not sooner: the empty document that it begins with is ours.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms");
  return new Promise((resolve) => {
    const done = (answered: boolean) => {
      clearTimeout(timer);
      frame.remove();
      form.remove();
      resolve(answered);
    };
    const timer = setTimeout(done, PATIENCE, false);
    // The empty document a frame begins with has loaded by now; the next load is the answer.
    frame.addEventListener("load", () => done(true), { once: true });
    form.submit();
  });
}
