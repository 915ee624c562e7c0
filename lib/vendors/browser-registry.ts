// Decides which vendor SDK components this page can render, and how each says that it is there.
import { type ComponentType, createElement } from "react";
import type { Renewal } from "@/lib/embed/schema";
import { ScoopCanvas } from "./scoop/pane";

type Entry = {
  readonly Component: ComponentType<Record<string, string>>;
  /** Messages of the component's own frame; empty where it has none: then mounted counts as shown. */
  readonly speech: Partial<Renewal>;
};

type Rendered = { name: string; props: Readonly<Record<string, string>> };

const registry = new Map<string, Entry>([
  ["ScoopCanvas", { Component: ScoopCanvas, speech: { named: "type", ready: ["scoop:ready"] } }],
]);

export function componentSpeech(name: string): Partial<Renewal> | undefined {
  return registry.get(name)?.speech;
}

export function componentNamed(name: string): Entry["Component"] | undefined {
  return registry.get(name)?.Component;
}

/** The component of this name, or nothing where there is none. */
export function VendorComponent({ name, props }: Rendered) {
  const Component = componentNamed(name);
  return Component ? createElement(Component, props) : null;
}
