// Decides in which of Sigma's documented words a known viewer is refused.
import { Refusal, type RefusalCode } from "../../refusal";

const texts = {
  EPERM: "Operation not permitted. The user does not exist and cannot be created.",
  ENOENT: "No such workbook, or the user has been deactivated.",
  EACCES: "Permission denied. The content is not shared with this user.",
  EINVAL: "Invalid argument. A parameter or the URL is wrong, or the JWT has expired.",
} as const;

/** The page of a token that does not hold: one for all reasons. */
export const sigmaRefused = { title: "EINVAL", detail: texts.EINVAL };

export function sigmaRefusal(code: keyof typeof texts, reason: RefusalCode): Refusal {
  return new Refusal(reason, { status: 401, title: code, detail: texts[code] });
}
