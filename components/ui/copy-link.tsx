"use client";
import { useRef } from "react";
import { Button } from "./button";
import { useToast } from "./toast";

type Props = {
  link: string;
  /** Names the section for screen readers. */
  label: string;
  description: string;
};

/** A link that is shown once, with a button that copies it. */
export function CopyLink({ link, label, description }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const toast = useToast();
  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      toast("Link copied");
    } catch {
      // Where the browser forbids it, the link is selected and the keyboard copies it.
      toast("Press Ctrl+C or ⌘C to copy");
    }
  }
  return (
    <section aria-label={label} className="grid gap-3 rounded-lg border border-line bg-surface p-4">
      <p>{description}</p>
      <div className="flex flex-wrap gap-2">
        <input
          ref={input}
          readOnly
          value={link}
          aria-label="Link"
          onFocus={(event) => event.target.select()}
          className="tap h-9 min-w-0 grow rounded-md border border-edge bg-canvas px-3 font-mono text-sm"
        />
        <Button variant="primary" onClick={() => void copy()}>
          Copy link
        </Button>
      </div>
    </section>
  );
}
