"use client";
import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { useHue } from "./accent";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
};

export const backdropClass =
  "fixed inset-0 z-40 bg-shade transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";

export const popupClass =
  "pop fixed top-[12dvh] left-1/2 z-50 max-h-[76dvh] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-surface shadow-pop outline-none";

export function Dialog({ open, onOpenChange, title, children }: Props) {
  const hue = useHue();
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup style={hue.style} className={`${hue.className} ${popupClass}`}>
          <div className="grid gap-4 p-5">
            <BaseDialog.Title className="text-lg font-semibold">{title}</BaseDialog.Title>
            {children}
          </div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A dialog that brings its own layout; the title is for screen readers. */
export function BareDialog({ open, onOpenChange, title, children }: Props) {
  const hue = useHue();
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          aria-label={title}
          style={hue.style}
          className={`${hue.className} ${popupClass}`}
        >
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** A panel from the left edge: the sidebar on a narrow screen. */
export function Sheet({ open, onOpenChange, title, children }: Props) {
  const hue = useHue();
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          aria-label={title}
          style={hue.style}
          className={`${hue.className} fixed inset-y-0 left-0 z-50 flex w-[min(18rem,85vw)] flex-col border-r border-line bg-canvas shadow-pop outline-none transition-[translate] duration-200 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full`}
        >
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
