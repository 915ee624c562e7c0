"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useTransition } from "react";
import { useToast } from "@/components/ui/toast";
import { move } from "./actions";

type Props = { dashboard: string; title: string; isFirst: boolean; isLast: boolean };

/** Moves a dashboard in the order that every tenant sees. */
export function MoveButtons({ dashboard, title, isFirst, isLast }: Props) {
  const [pending, startTransition] = useTransition();
  const toast = useToast();
  const start = (direction: "up" | "down") => () =>
    startTransition(async () => {
      const { errors, message } = await move(dashboard, direction);
      toast(errors?.[""] ?? message ?? "");
    });
  return (
    <span className="ml-auto flex w-fit">
      <button
        type="button"
        onClick={start("up")}
        disabled={isFirst || pending}
        className={buttonClass}
      >
        <ArrowUp aria-hidden="true" className="size-4" />
        <span className="sr-only">Move {title} up</span>
      </button>
      <button
        type="button"
        onClick={start("down")}
        disabled={isLast || pending}
        className={buttonClass}
      >
        <ArrowDown aria-hidden="true" className="size-4" />
        <span className="sr-only">Move {title} down</span>
      </button>
    </span>
  );
}

const buttonClass =
  "tap relative grid size-8 place-items-center rounded-md text-muted hover:bg-wash hover:text-ink disabled:opacity-40";
