"use client";
import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useHue } from "./accent";

const item =
  "tap flex cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none select-none data-highlighted:bg-wash [&_svg]:text-muted";

export const MenuRoot = Menu.Root;
export const MenuTrigger = Menu.Trigger;
export const MenuGroup = Menu.Group;
export const MenuRadioGroup = Menu.RadioGroup;

type PopupProps = {
  /** Names its landmark: the popup is rendered outside all others. */
  label: string;
  children: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "end";
};

export function MenuPopup({ label, children, side = "bottom", align = "start" }: PopupProps) {
  const hue = useHue();
  return (
    <Menu.Portal role="region" aria-label={label}>
      <Menu.Positioner side={side} align={align} sideOffset={6} className="z-50 outline-none">
        <Menu.Popup
          style={hue.style}
          className={`${hue.className} pop max-h-(--available-height) min-w-(--anchor-width) max-w-[calc(100vw-1.5rem)] origin-(--transform-origin) overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop outline-none`}
        >
          {children}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  );
}

export function MenuItem(props: Omit<ComponentProps<typeof Menu.Item>, "className">) {
  return <Menu.Item {...props} className={item} />;
}

export function MenuLink(props: Omit<ComponentProps<typeof Menu.LinkItem>, "className">) {
  return <Menu.LinkItem closeOnClick {...props} className={item} />;
}

/** One of several choices. */
export function MenuRadio({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Menu.RadioItem value={value} className={item}>
      <span className="grid size-4 place-items-center">
        <Menu.RadioItemIndicator>
          <Check aria-hidden="true" className="size-4" />
        </Menu.RadioItemIndicator>
      </span>
      {children}
    </Menu.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs text-muted">{children}</Menu.GroupLabel>
  );
}

export function MenuSeparator() {
  return <Menu.Separator className="my-1 h-px bg-line" />;
}
