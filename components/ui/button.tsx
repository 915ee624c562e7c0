"use client";
import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { type ButtonVariant, buttonClass } from "./button-class";

type Props = Omit<ComponentProps<typeof BaseButton>, "className"> & {
  variant?: ButtonVariant;
  className?: string;
};

export function Button({ variant = "secondary", className = "", ...props }: Props) {
  return <BaseButton {...props} className={`${buttonClass(variant)} ${className}`} />;
}
