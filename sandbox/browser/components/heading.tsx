/** @jsxImportSource preact */
import { useDashboard } from "./context";

/** The dashboard's title, or a greeting, with a line about the data below it. */
export function Heading({ title }: { title: string }) {
  const { state, format, layout } = useDashboard();
  const { answer, status, fetchedAt } = state;
  const { classes } = layout;
  const isGreeting = layout.heading === "greeting";
  let subtitle = status === "failed" ? "Not loaded" : "Loading…";
  if (answer) {
    const scope = answer.region ? `${answer.tenant}, region ${answer.region}` : answer.tenant;
    const time = format.time(fetchedAt);
    subtitle = isGreeting
      ? `Here is how ${scope} is doing, as of ${time}.`
      : `${scope} · ${format.whole(answer.rows)} orders · as of ${time}`;
  }
  return (
    <div class={classes.titleBlock}>
      <h1 class={classes.title}>{isGreeting ? greeting(answer && format.timeZone) : title}</h1>
      <p class={classes.subtitle} title={answer ? format.dateTime(fetchedAt) : undefined}>
        {subtitle}
      </p>
    </div>
  );
}

function greeting(timeZone: string | null): string {
  if (!timeZone) return "Hello";
  const format = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone });
  const hour = Number(format.format(Date.now()));
  if (hour < 5 || hour >= 18) return "Good evening";
  return hour < 12 ? "Good morning" : "Good afternoon";
}
