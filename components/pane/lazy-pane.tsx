"use client";
import { useEffect, useRef, useState } from "react";
import { Pane, type PaneProps } from "./pane";

/** How far below the viewport a pane begins to load. */
const ROOT_MARGIN = "400px 0px";

/** Mounts the pane once it is nearly on screen, and keeps it from then on. */
export function LazyPane(props: PaneProps) {
  const placeholder = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);

  useEffect(() => {
    if (near || !placeholder.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: ROOT_MARGIN },
    );
    observer.observe(placeholder.current);
    return () => observer.disconnect();
  }, [near]);

  return near ? <Pane {...props} /> : <div ref={placeholder} className="grow" />;
}
