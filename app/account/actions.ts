"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { rememberTheme } from "@/components/shell/theme-cookie";
import { submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireUser } from "@/lib/auth/session";
import { savePanel } from "@/lib/users/developer-panel";
import { savePreferences } from "@/lib/users/profile";
import { accountSchema, themes } from "@/lib/users/schema";

/** The user menu's theme. */
export async function chooseTheme(value: unknown): Promise<void> {
  const { user } = await requireUser("/account");
  const { data: theme } = z.enum(themes).safeParse(value);
  if (!theme) return;
  await savePreferences(user.id, { theme });
  await rememberTheme(theme);
  refresh();
}

export async function saveAccount(_previous: FormState, formData: FormData): Promise<FormState> {
  const { user } = await requireUser("/account");
  return submitForm(formData, accountSchema, async ({ developerPanel, ...preferences }) => {
    await savePreferences(user.id, preferences);
    await rememberTheme(preferences.theme);
    await savePanel(user, developerPanel);
    return { message: "Saved" };
  });
}
