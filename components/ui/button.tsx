"use client";
import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-class";

type Props = Omit<ComponentProps<typeof BaseButton>, "className"> & {
  look?: ButtonLook;
  className?: string;
};

/** A button. `main` is the page's one main action; `plain` beside it; `bare` inside lines and menus. */
export function Button({ look = "plain", className = "", ...props }: Props) {
  return <BaseButton {...props} className={`${buttonClass(look)} ${className}`} />;
}
