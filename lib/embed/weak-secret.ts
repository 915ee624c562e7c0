// Decides which shared secrets are too easy to guess to be entered, however long they are.

// What samples, placeholders and tired people write.
const common =
  "your|my|the|this|that|is|a|an|of|and|not|please|change|changeme|replace|insert|here|very|super|top|long|" +
  "enough|secure|strong|secret|secrets|password|passwort|passphrase|pass|pwd|key|token|jwt|hmac|sha|hs|" +
  "embed|embedding|embedded|sign|signing|shared|private|api|client|app|admin|administrator|root|user|owner|" +
  "test|testing|demo|sample|example|dummy|default|placeholder|foo|bar|baz|lorem|ipsum|hello|world|welcome|" +
  "letmein|qwerty|asdf|dragon|monkey|sunshine|iloveyou|correct|horse|battery|staple|" +
  "bit|bits|byte|bytes|char|chars|character|characters|at|least|one|two|three|thirty|more|" +
  "dev|development|staging|prod|production|local|localhost|sandbox|mullion|acme";
const words = new Set(common.split("|"));

/** A reason in plain words that repeats nothing of the secret, or null. For entering, not for sealing. */
export function weakness(secret: string): string | null {
  if (new Set(secret).size < 10) return "The secret has too few different characters.";
  if (repeats(secret)) return "The secret repeats the same few characters.";
  if (counts(secret)) return "The secret is a row of the alphabet, of digits or of keys.";
  const guessed = guessable(secret);
  if (guessed > secret.length * 0.5) {
    return "The secret is made of common words. Let the vendor, or this page, make one.";
  }
  return null;
}

/** Whether a block of at most a third of it makes all of it. */
function repeats(secret: string): boolean {
  for (let length = 1; length <= secret.length / 3; length += 1) {
    const block = secret.slice(0, length);
    if (block.repeat(Math.ceil(secret.length / length)).startsWith(secret)) return true;
  }
  return false;
}

/** Whether most neighbours are neighbours in the alphabet or on a keyboard. */
function counts(secret: string): boolean {
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

/** How many characters are common words, digits-only parts and what stands between them. */
function guessable(secret: string): number {
  const parts = secret
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/([A-Za-z])(\d)/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/);
  const plain = parts.filter((part) => words.has(part.toLowerCase()) || /^\d{1,8}$/.test(part));
  // One short part may be chance; a secret of random letters has no more of them.
  if (plain.length < 3) return 0;
  const between = secret.replace(/[A-Za-z0-9]/g, "").length;
  return plain.join("").length + between;
}
