import { type ComponentType, createElement } from "react";
import type { Renewal } from "@/lib/embed/schema";
import { ScoopCanvas } from "./scoop/pane";

type Entry = {
  readonly Component: ComponentType<Record<string, string>>;
  /** Messages of the component's own frame. Empty: it sends none, and counts as shown when mounted. */
  readonly messages: Partial<Renewal>;
};

/** The components of vendors' SDKs, by their exported name. */
const registry = new Map<string, Entry>([
  ["ScoopCanvas", { Component: ScoopCanvas, messages: { named: "type", ready: ["scoop:ready"] } }],
]);

export function findComponentMessages(name: string): Partial<Renewal> | undefined {
  return registry.get(name)?.messages;
}

export function findComponent(name: string): Entry["Component"] | undefined {
  return registry.get(name)?.Component;
}

type Props = { name: string; props: Readonly<Record<string, string>> };

/** Renders nothing where there is no component of this name. */
export function VendorComponent({ name, props }: Props) {
  const Component = findComponent(name);
  return Component ? createElement(Component, props) : null;
}
