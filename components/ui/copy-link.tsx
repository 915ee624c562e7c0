"use client";
import { useRef } from "react";
import { Button } from "./button";
import { useSay } from "./toast";

/** A link that is shown once: to be copied now, by button or by hand. */
export function OneLink({ link, days }: { link: string; days: number }) {
  const field = useRef<HTMLInputElement>(null);
  const say = useSay();
  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      say("Copied");
    } catch {
      // Where the browser forbids it, the link is selected and the person's own keys do.
      say("Press Ctrl+C or ⌘C to copy");
    }
  }
  return (
    <section
      aria-label="Invitation link"
      className="grid gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <p>
        Send this link to them. It is shown only now, works once, for their address alone, and
        expires in {days} days.
      </p>
      <div className="flex flex-wrap gap-2">
        <input
          ref={field}
          readOnly
          value={link}
          aria-label="Link"
          onFocus={(event) => event.target.select()}
          className="tap h-9 min-w-0 grow rounded-md border border-edge bg-canvas px-3 font-mono text-sm"
        />
        <Button look="main" onClick={() => void copy()}>
          Copy the link
        </Button>
      </div>
    </section>
  );
}
