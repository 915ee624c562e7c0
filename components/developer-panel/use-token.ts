"use client";
import { useEffect, useState } from "react";
import type { Mint } from "@/lib/embed/schema";
import { decodeToken, findToken } from "./token";

type Members = Readonly<Record<string, unknown>>;
type Opened = { readonly id: string; readonly claims?: Members };

/** What a mint's token says. Signed ones are read here; encrypted ones are opened by the server. */
export function useToken(tenant: string, dashboard: string, mint: Mint | undefined) {
  const token = mint && findToken(mint);
  const decoded = token ? decodeToken(token) : undefined;
  const [opened, setOpened] = useState<Opened>();
  const id = mint?.id;
  const sealed = decoded !== undefined && decoded.claims === undefined;

  useEffect(() => {
    if (!id || !token || !sealed) return;
    const aborter = new AbortController();
    openToken(tenant, dashboard, { id, token }, aborter.signal).then(
      (claims) => setOpened({ id, claims }),
      () => !aborter.signal.aborted && setOpened({ id }),
    );
    return () => aborter.abort();
  }, [tenant, dashboard, id, token, sealed]);

  const own = sealed && opened?.id === id ? opened : undefined;
  const claims = decoded?.claims ?? own?.claims;
  let note = "";
  if (sealed && own?.claims) note = "Encrypted; opened on the server for you.";
  else if (sealed) note = own ? "Encrypted, and the server did not open it." : "Opening…";
  else if (!decoded) note = "There is no token now.";
  return { header: decoded?.header, claims, note };
}

async function openToken(
  tenant: string,
  dashboard: string,
  body: { id: string; token: string },
  signal: AbortSignal,
): Promise<Members> {
  const [t, d] = [encodeURIComponent(tenant), encodeURIComponent(dashboard)];
  const response = await fetch(`/api/tenants/${t}/dashboards/${d}/claims`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
    signal,
  });
  if (!response.ok) throw new Error("not opened");
  return ((await response.json()) as { claims: Members }).claims;
}
