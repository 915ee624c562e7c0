"use client";
import { Dialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { useHue } from "./accent";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Its name for those who do not see it. */
  label: string;
  children: ReactNode;
};

const backdrop =
  "fixed inset-0 z-40 bg-shade transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";

/** A dialog near the top of the page, for things one types into. */
export function TopDialog({ open, onOpenChange, label, children }: Props) {
  const hue = useHue();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdrop} />
        <Dialog.Popup
          aria-label={label}
          style={hue.style}
          className={`${hue.className} pop fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-surface shadow-pop outline-none`}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What the sidebar becomes on a narrow screen. */
export function Sheet({ open, onOpenChange, label, children }: Props) {
  const hue = useHue();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdrop} />
        <Dialog.Popup
          aria-label={label}
          style={hue.style}
          className={`${hue.className} fixed inset-y-0 left-0 z-50 flex w-[min(18rem,85vw)] flex-col border-r border-line bg-canvas shadow-pop outline-none transition-[translate] duration-200 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full`}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
