"use client";
import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { controlClass, Field, type FieldProps } from "./field";

type Props = FieldProps & Omit<ComponentProps<"textarea">, "className" | keyof FieldProps>;

export function Textarea({ name, label, description, optional, ...textarea }: Props) {
  return (
    <Field name={name} label={label} description={description} optional={optional}>
      <BaseField.Control
        className={`${controlClass} py-2`}
        render={<textarea rows={3} spellCheck={false} autoComplete="off" {...textarea} />}
      />
    </Field>
  );
}
