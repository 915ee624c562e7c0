"use client";
import { type ComponentType, useEffect, useState } from "react";

/**
 * Loads a component once `wanted`. `undefined` until then, `null` if it couldn't be loaded: unlike with
 * `React.lazy`, the page stays usable without it.
 */
export function useLazyComponent<Props>(
  load: () => Promise<ComponentType<Props>>,
  wanted: boolean,
): ComponentType<Props> | null | undefined {
  const [Component, setComponent] = useState<ComponentType<Props> | null>();
  useEffect(() => {
    if (!wanted || Component !== undefined) return;
    let cancelled = false;
    load().then(
      (loaded) => cancelled || setComponent(() => loaded),
      () => cancelled || setComponent(null),
    );
    return () => {
      cancelled = true;
    };
  }, [load, wanted, Component]);
  return Component;
}
