/** @jsxImportSource preact */

import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { type Insight, listInsights } from "../data/insights";
import { Button } from "./button";
import { useDashboard } from "./context";
import { Icon } from "./icon";

export function Insights() {
  const { state, format } = useDashboard();
  const insights = state.answer ? listInsights(state.answer, format) : [];
  return (
    <ul class="grid gap-3.5 px-4.5 pt-1 pb-4.5">
      {insights.map(({ question, title, text }, index) => (
        <li
          key={question}
          class="grid border-l-3 pl-3"
          style={{ borderColor: `var(--series-${index + 1})` }}
        >
          <strong class="font-semibold">{title}</strong>
          <span class="text-muted">{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Questions as buttons, answered from the shown data. */
export function Chat() {
  const { state, format } = useDashboard();
  const [asked, setAsked] = useState<Insight[]>([]);
  const insights = state.answer ? listInsights(state.answer, format) : [];
  const exchanges = asked.length > 0 ? asked : insights.slice(0, 1);
  return (
    <div class="px-5 pb-4.5">
      <div role="log" aria-label="Answers" class="mt-1 mb-4 grid gap-2.5">
        {exchanges.map(({ question, title, text }) => (
          <Fragment key={question}>
            <p class="max-w-4/5 justify-self-end rounded-[16px] rounded-br-[4px] bg-foreground px-3.5 py-2 text-background">
              {question}
            </p>
            <p class="flex max-w-160 gap-2.5">
              <Icon name="spark" class="mt-0.5 shrink-0 text-series-1" />
              <span class="grid">
                <strong class="font-semibold">{title}</strong>
                {text}
              </span>
            </p>
          </Fragment>
        ))}
      </div>
      <div class="flex flex-wrap gap-2">
        {insights.map((insight) => (
          <Button
            key={insight.question}
            variant="pill"
            // The last two exchanges only, so that the charts below stay in view.
            onClick={() =>
              setAsked(
                [...exchanges.filter((e) => e.question !== insight.question), insight].slice(-2),
              )
            }
          >
            {insight.question}
          </Button>
        ))}
      </div>
    </div>
  );
}
