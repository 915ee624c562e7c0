import { db } from "@/lib/db";
import { localeSchema, timeZoneSchema } from "./schema";

export type Preferences = {
  theme: "system" | "light" | "dark";
  locale: string;
  timeZone: string;
};

export async function savePreferences(userId: string, data: Partial<Preferences>): Promise<void> {
  await db().user.update({ where: { id: userId }, data });
}

/** The browser's format and time zone count until the person has chosen: while they are the defaults. */
export async function adoptPreferences(
  userId: string,
  fields: Record<string, unknown> | undefined,
): Promise<void> {
  const { data: locale } = localeSchema.safeParse(fields?.locale);
  const { data: timeZone } = timeZoneSchema.safeParse(fields?.timeZone);
  if (locale) {
    await db().user.updateMany({ where: { id: userId, locale: "en-US" }, data: { locale } });
  }
  if (timeZone) {
    await db().user.updateMany({ where: { id: userId, timeZone: "UTC" }, data: { timeZone } });
  }
}
