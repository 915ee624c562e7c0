"use client";
import { useEffect, useRef, useState } from "react";
import { Pane, type PaneProps } from "./pane";

/** How far below the window a pane begins to load: about what a person scrolls in a moment. */
const AHEAD = "400px";

/** A pane that asks for nothing until it is nearly on screen; from then on it stays alive. */
export function LazyPane(props: PaneProps) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);

  useEffect(() => {
    if (near || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: `${AHEAD} 0px` },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);

  return near ? <Pane {...props} /> : <div ref={place} className="grow" />;
}
