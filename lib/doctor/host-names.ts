// Decides whether host and vendor are apart: cookies know host names, not ports.
import type { Origins } from "@/lib/vendors/contract";
import { about, type Finding } from "./finding";

/** @param origins of the connection, as its vendor says them */
export function checkHostNames(hostOrigin: string, slug: string, origins: Origins): Finding[] {
  const { well, problem } = about("connection", slug);
  const host = new URL(hostOrigin);
  const vendors = [...new Set(Object.values(origins).flat())].map((one) => new URL(one));
  const findings: Finding[] = [];
  const same = vendors.find(({ hostname }) => hostname === host.hostname);
  if (same) {
    findings.push(
      problem(
        `Host and vendor share the host name ${same.hostname}.`,
        "Browsers send the host's session cookie to the vendor too: ports do not keep them apart.",
        "Give them different names, such as localhost and 127.0.0.1, or app.example.com and vendor.example.net.",
      ),
    );
  }
  const plain = vendors.find(({ protocol }) => protocol === "http:");
  if (host.protocol === "https:" && plain) {
    findings.push(
      problem(
        `The vendor's address ${plain.origin} is http, the host's is https.`,
        "Browsers do not load an http frame or script into an https page.",
        "Enter the vendor's https address in the connection's settings.",
      ),
    );
  }
  if (findings.length > 0) return findings;
  return [well("Host and vendor have different host names.")];
}
