"use server";
import { revalidatePath } from "next/cache";
import { rememberTheme } from "@/components/shell/theme-cookie";
import { requireUser } from "@/lib/auth/session";
import { savePanel } from "@/lib/users/developer-panel";
import { savePreferences } from "@/lib/users/profile";

/** Saves the person's theme, from the menu in the frame. */
export async function chooseTheme(theme: unknown): Promise<void> {
  const { user } = await requireUser("/account");
  const saved = await savePreferences(user.id, { theme });
  if (saved.theme) await rememberTheme(saved.theme);
  revalidatePath("/", "layout");
}

export type Saved = { at: number; ok: boolean };

/** Saves the form on the account page; `ok` only when all of it was valid. */
export async function saveAccount(_before: Saved | null, fields: FormData): Promise<Saved> {
  const { user } = await requireUser("/account");
  const saved = await savePreferences(user.id, {
    theme: fields.get("theme"),
    locale: fields.get("locale"),
    timeZone: fields.get("timeZone"),
  });
  if (saved.theme) await rememberTheme(saved.theme);
  const panel = await savePanel(user, fields.get("developerPanel") === "on");
  revalidatePath("/", "layout");
  return { at: Date.now(), ok: Boolean(saved.theme && saved.locale && saved.timeZone && panel) };
}
