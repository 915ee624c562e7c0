"use client";
import { useEffect, useRef, useState } from "react";

type Props = {
  token?: string;
  canvasId?: string;
  width?: string;
  height?: string;
  /** The canvas's address. Ours alone: the vendor's SDK knows it. */
  src?: string;
};

/**
 * Our stand-in for the vendor's SDK, whose package cannot be installed. With the package, import it in
 * browser-registry.ts and delete this file. A new `token` reaches the shown canvas in place.
 */
export function ScoopCanvas({ token = "", width = "100%", height = "100%", src = "" }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const canvas = useRef({ isReady: false, lastToken: "" });
  // A renewal changes the token, never the address.
  const [address] = useState(src);

  useEffect(() => {
    const { origin } = new URL(address);
    const sendToken = () => {
      // A token can be exchanged once.
      if (!canvas.current.isReady || canvas.current.lastToken === token) return;
      canvas.current.lastToken = token;
      frame.current?.contentWindow?.postMessage({ type: "scoop:token", token }, origin);
    };
    const onMessage = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== origin) return;
      if (event.data?.type !== "scoop:ready") return;
      canvas.current.isReady = true;
      sendToken();
    };
    sendToken();
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
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
