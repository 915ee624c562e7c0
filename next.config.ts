import type { NextConfig } from "next";

// Pages get theirs from proxy.ts, with the nonce; these reach what the proxy does not see.
const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

export default {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // next-env.d.ts imports the route types of the current distDir, so tsconfig.json lists no build folder.
  experimental: { strictRouteTypes: true },
  // Not used, and where the year's advisories are.
  images: { unoptimized: true },
  devIndicators: false,
  serverExternalPackages: ["@node-rs/argon2", "pg"],
  headers: async () => [{ source: "/:path*", headers: everywhere }],
} satisfies NextConfig;
