/** Words of samples and placeholders. */
const common =
  "your|my|the|this|that|is|a|an|of|and|not|please|change|changeme|replace|insert|here|very|super|top|long|" +
  "enough|secure|strong|secret|secrets|password|passwort|passphrase|pass|pwd|key|token|jwt|hmac|sha|hs|" +
  "embed|embedding|embedded|sign|signing|shared|private|api|client|app|admin|administrator|root|user|owner|" +
  "test|testing|demo|sample|example|dummy|default|placeholder|foo|bar|baz|lorem|ipsum|hello|world|welcome|" +
  "letmein|qwerty|asdf|dragon|monkey|sunshine|iloveyou|correct|horse|battery|staple|" +
  "bit|bits|byte|bytes|char|chars|character|characters|at|least|one|two|three|thirty|more|" +
  "dev|development|staging|prod|production|local|localhost|sandbox|mullion|acme";
const words = new Set(common.split("|"));

/** Why a secret is easy to guess, without quoting it; null if it isn't. */
export function findWeakness(secret: string): string | null {
  if (new Set(secret).size < 10) return "The secret has too few different characters.";
  if (isRepetition(secret)) return "The secret repeats the same few characters.";
  if (isSequence(secret)) return "The secret is a sequence of letters, digits or neighboring keys.";
  if (countGuessable(secret) > secret.length * 0.5) {
    return "The secret consists of common words. Generate one at the vendor or on this page.";
  }
  return null;
}

/** Whether it repeats a block of at most a third of its length. */
function isRepetition(secret: string): boolean {
  for (let length = 1; length <= secret.length / 3; length += 1) {
    const block = secret.slice(0, length);
    if (block.repeat(Math.ceil(secret.length / length)).startsWith(secret)) return true;
  }
  return false;
}

/** Whether most characters are followed by their neighbor in the alphabet or on a keyboard. */
function isSequence(secret: string): boolean {
  const rows = "qwertyuiop asdfghjkl zxcvbnm 1234567890 0123456789abcdef";
  const lower = secret.toLowerCase();
  let steps = 0;
  for (let at = 1; at < lower.length; at += 1) {
    const pair = lower.slice(at - 1, at + 1);
    const step = lower.charCodeAt(at) - lower.charCodeAt(at - 1);
    if (Math.abs(step) === 1 || rows.includes(pair)) steps += 1;
  }
  return steps > (secret.length - 1) * 0.6;
}

/** The number of characters in common words, numbers and separators. */
function countGuessable(secret: string): number {
  const parts = secret
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Za-z])(\d)/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/);
  const plain = parts.filter((part) => words.has(part.toLowerCase()) || /^\d{1,8}$/.test(part));
  // One or two short parts may be chance.
  if (plain.length < 3) return 0;
  const separators = secret.replace(/[A-Za-z0-9]/g, "").length;
  return plain.join("").length + separators;
}
