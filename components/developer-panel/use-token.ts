"use client";
import { useEffect, useState } from "react";
import type { Mint } from "@/lib/embed/schema";
import { decodeToken, findToken } from "./token";

type Members = Readonly<Record<string, unknown>>;
type Decrypted = { readonly id: string; readonly claims?: Members };

/** A mint's header and claims. Signed tokens are read here; the server decrypts encrypted ones. */
export function useToken(tenant: string, dashboard: string, mint: Mint | undefined) {
  const token = mint && findToken(mint);
  const decoded = token ? decodeToken(token) : undefined;
  const [decrypted, setDecrypted] = useState<Decrypted>();
  const id = mint?.id;
  const encrypted = decoded !== undefined && decoded.claims === undefined;

  useEffect(() => {
    if (!id || !token || !encrypted) return;
    const aborter = new AbortController();
    decryptToken(tenant, dashboard, { id, token }, aborter.signal).then(
      (claims) => setDecrypted({ id, claims }),
      () => !aborter.signal.aborted && setDecrypted({ id }),
    );
    return () => aborter.abort();
  }, [tenant, dashboard, id, token, encrypted]);

  const own = encrypted && decrypted?.id === id ? decrypted : undefined;
  const claims = decoded?.claims ?? own?.claims;
  let note = "";
  if (encrypted && own?.claims) note = "Encrypted. Decrypted on the server for you.";
  else if (encrypted) note = own ? "Encrypted. The server couldn't decrypt it." : "Decrypting…";
  else if (!decoded) note = "No token";
  return { header: decoded?.header, claims, note };
}

async function decryptToken(
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
  if (!response.ok) throw new Error(`claims answered ${response.status}`);
  return ((await response.json()) as { claims: Members }).claims;
}
