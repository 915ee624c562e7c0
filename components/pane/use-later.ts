"use client";
import { type ComponentType, useEffect, useState } from "react";

/**
 * A component whose code is loaded when it is first wanted. `undefined` until then, `null` where it could
 * not be loaded: a page must not break because of a part that it only sometimes needs.
 */
export function useLater<Props>(
  load: () => Promise<ComponentType<Props>>,
  wanted: boolean,
): ComponentType<Props> | null | undefined {
  const [Part, setPart] = useState<ComponentType<Props> | null>();
  useEffect(() => {
    if (!wanted || Part !== undefined) return;
    let left = false;
    load().then(
      (loaded) => left || setPart(() => loaded),
      () => left || setPart(null),
    );
    return () => {
      left = true;
    };
  }, [load, wanted, Part]);
  return Part;
}
