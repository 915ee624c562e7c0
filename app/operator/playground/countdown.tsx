"use client";
import { useEffect, useState } from "react";

/** @param until epoch milliseconds */
export function Countdown({ until }: { until: number }) {
  const [left, setLeft] = useState(() => Math.ceil((until - Date.now()) / 1000));
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.ceil((until - Date.now()) / 1000);
      setLeft(now);
      if (now <= 0) clearInterval(timer);
    }, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <p className={left > 0 ? "text-muted" : "text-warning"}>
      {left > 0 ? `Expires in ${left} s` : "Expired. Preview again for a new token."}
    </p>
  );
}
