import { z } from "zod";
import { isEmail, normalizeEmail } from "@/lib/users/email-address";
import { listValue } from "@/lib/validation";

export const roles = ["owner", "admin", "member"] as const;
export const memberStates = ["active", "suspended"] as const;
export type MemberState = (typeof memberStates)[number];

/** One line of up to a hundred characters; may be empty. */
const lineSchema = z
  .string()
  .transform((value) => value.normalize("NFC").trim())
  .pipe(
    z
      .string()
      .max(100, "Use at most 100 characters.")
      .refine(
        (value) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value),
        "Use letters, digits, and symbols only.",
      ),
  );

export const nameSchema = lineSchema.refine((value) => value !== "", "Enter a name.");

export const emailSchema = z
  .string()
  .transform(normalizeEmail)
  .refine(isEmail, "Enter one email address.");

export const roleSchema = z.object({ role: z.enum(roles, "Choose a role.") });

/** The region that limits what a member sees; null is all regions. */
export const regionSchema = z.object({
  region: lineSchema.optional().transform((value) => value || null),
});

export const teamsSchema = z.object({ teams: listValue });

export const invitationSchema = z.object({
  email: emailSchema,
  ...roleSchema.shape,
  ...regionSchema.shape,
  ...teamsSchema.shape,
});

export type NewInvitation = z.infer<typeof invitationSchema>;

export const teamSchema = z.object({ name: nameSchema });
