"use client";
import { Input } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { controlClass, Field, type FieldProps } from "./field";

type Props = FieldProps &
  Omit<ComponentProps<typeof Input>, "className" | "render" | "style" | keyof FieldProps>;

export function TextField({ name, label, description, optional, type, ...input }: Props) {
  // The server checks email addresses; the browser's own message would be in another language.
  const email = type === "email" && ({ type: "text", inputMode: "email" } as const);
  return (
    <Field name={name} label={label} description={description} optional={optional}>
      <Input
        autoComplete="off"
        type={type}
        {...(email && { ...email, autoCapitalize: "none", spellCheck: false })}
        {...input}
        className={`${controlClass} h-9`}
      />
    </Field>
  );
}
