import { Refusal } from "../../errors";

/** Sigma's documented codes. */
const details = {
  EPERM: "Operation not permitted. The user does not exist and cannot be created.",
  ENOENT: "No such workbook, or the user has been deactivated.",
  EACCES: "Permission denied. The content is not shared with this user.",
  EINVAL: "Invalid argument. A parameter or the URL is wrong, or the JWT has expired.",
} as const;

export const sigmaRejected = { title: "EINVAL", detail: details.EINVAL };

export function sigmaRefusal(code: keyof typeof details, reason: string): Refusal {
  return new Refusal(reason, { status: 401, title: code, detail: details[code] });
}
