"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useActionState, useEffect } from "react";
import { useToast } from "@/components/ui/toast";
import { move } from "./actions";

const button =
  "tap relative grid size-8 place-items-center rounded-md text-muted hover:bg-wash hover:text-ink disabled:opacity-40";

/** One place up or down in the order that every tenant sees. */
export function MoveButtons({
  dashboard,
  title,
  first,
  last,
}: {
  dashboard: string;
  title: string;
  first: boolean;
  last: boolean;
}) {
  const [state, send, busy] = useActionState(move, null);
  const toast = useToast();

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (state) toast(state.errors?.[""] ?? state.done ?? "");
  }, [state]);

  return (
    <form action={send} className="ml-auto flex w-fit">
      <input type="hidden" name="dashboard" value={dashboard} />
      <button type="submit" name="by" value="up" disabled={first || busy} className={button}>
        <ArrowUp aria-hidden="true" className="size-4" />
        <span className="sr-only">Move {title} up</span>
      </button>
      <button type="submit" name="by" value="down" disabled={last || busy} className={button}>
        <ArrowDown aria-hidden="true" className="size-4" />
        <span className="sr-only">Move {title} down</span>
      </button>
    </form>
  );
}
