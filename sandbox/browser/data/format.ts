import { parseDisplay } from "../../display";

export type Format = ReturnType<typeof createFormat>;

/** `4:05`, `2:04:05` or `3 d 4 h`; never negative. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** Falls back to `en-US`, `UTC` and `USD` when a value is invalid. */
export function createFormat(given: { locale: string; timeZone: string; currency: string }) {
  const { locale, timeZone } = parseDisplay(given);
  const currency = /^[A-Z]{3}$/.test(given.currency) ? given.currency : "USD";
  const price = { style: "currency", currency } as const;
  const exact = new Intl.NumberFormat(locale, price);
  const rounded = new Intl.NumberFormat(locale, { ...price, maximumFractionDigits: 0 });
  const compact = { notation: "compact", maximumFractionDigits: 1 } as const;
  const short = new Intl.NumberFormat(locale, { ...price, ...compact, minimumFractionDigits: 0 });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const share = { style: "percent", maximumFractionDigits: 1 } as const;
  const percent = new Intl.NumberFormat(locale, share);
  const change = new Intl.NumberFormat(locale, { ...share, signDisplay: "exceptZero" });
  // Months and order dates are calendar dates; formatting them in the viewer's zone would shift them.
  const utc = { timeZone: "UTC" } as const;
  const month = new Intl.DateTimeFormat(locale, { ...utc, month: "short", year: "2-digit" });
  const longMonth = new Intl.DateTimeFormat(locale, { ...utc, month: "long", year: "numeric" });
  const day = new Intl.DateTimeFormat(locale, { ...utc, dateStyle: "medium" });
  const time = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: "short" });
  const dateTime = new Intl.DateTimeFormat(locale, {
    timeZone,
    dateStyle: "medium",
    timeStyle: "long",
  });
  return {
    locale,
    timeZone,
    /** Cents, without the fraction from $1,000 on. */
    money: (cents: number) => (Math.abs(cents) >= 100_000 ? rounded : exact).format(cents / 100),
    exactMoney: (cents: number) => exact.format(cents / 100),
    /** Cents, short enough for an axis: `$1.2M`. */
    shortMoney: (cents: number) => short.format(cents / 100),
    whole: (count: number) => whole.format(count),
    percent: (ratio: number) => percent.format(ratio),
    /** A signed percentage: `+4.2%`. */
    change: (ratio: number) => change.format(ratio),
    /** `YYYY-MM` as `Jan 25`. */
    month: (key: string) => month.format(new Date(`${key}-01T00:00:00Z`)),
    /** `YYYY-MM` as `January 2025`. */
    longMonth: (key: string) => longMonth.format(new Date(`${key}-01T00:00:00Z`)),
    /** `YYYY-MM-DD`: a calendar date, the same in every time zone. */
    day: (iso: string) => day.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)),
    /** Epoch milliseconds as a time of day in the viewer's time zone. */
    time: (value: number) => time.format(value),
    /** Epoch milliseconds as date and time, with the name of the time zone. */
    dateTime: (value: number) => dateTime.format(value),
  };
}
