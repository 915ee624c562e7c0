"use client";
// Our stand-in for the vendor's SDK, whose package cannot be installed. With the package, the import
// line in components.ts is the one to change, and this file goes.
import { useEffect, useRef, useState } from "react";

type Props = {
  token?: string;
  canvasId?: string;
  width?: string;
  height?: string;
  /** Where the canvas is served: the stand-in's own property. The SDK knows its vendor's address. */
  src?: string;
};

/** Shows a canvas; a new `token` reaches the shown canvas in place. */
export function ScoopCanvas({ token = "", width = "100%", height = "100%", src = "" }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const hand = useRef({ listening: false, given: "" });
  // A renewal brings a token, never another page.
  const [address] = useState(src);

  useEffect(() => {
    const { origin } = new URL(address);
    const give = () => {
      const now = hand.current;
      // A token is good for one exchange.
      if (!now.listening || now.given === token) return;
      now.given = token;
      frame.current?.contentWindow?.postMessage({ type: "scoop:token", token }, origin);
    };
    const hear = ({ source, origin: from, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || from !== origin) return;
      if (data?.type !== "scoop:ready") return;
      hand.current.listening = true;
      give();
    };
    give();
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [token, address]);

  return (
    <iframe
      ref={frame}
      src={address}
      title="Canvas"
      sandbox="allow-scripts allow-same-origin allow-downloads"
      allow="fullscreen; clipboard-write"
      referrerPolicy="strict-origin-when-cross-origin"
      style={{ border: 0, display: "block", width, height }}
    />
  );
}
