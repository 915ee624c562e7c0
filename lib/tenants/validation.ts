// Decides what may be typed as a name: one line of up to a hundred characters.
import { refuse } from "@/lib/validation";

/** The name as it is stored; may be empty. @throws ValidationError at `field` */
export function requireLine(field: string, given: string): string {
  const line = given.normalize("NFC").trim();
  if (line.length > 100) return refuse(field, "Use at most 100 characters.");
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(line))
    return refuse(field, "Use letters, digits and signs only.");
  return line;
}

/** The same, and not empty. @throws ValidationError at `field` */
export function requireName(field: string, given: string): string {
  return requireLine(field, given) || refuse(field, "Enter a name.");
}
