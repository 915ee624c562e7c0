// The one list of places that may cross a boundary, each with its reason.

/** @type {{ file: string, rule: string, reason: string }[]} */
export const exceptions = [
  {
    file: "app/sdk/components.ts",
    rule: "vendor-name",
    reason: "names the components that an SDK pane may ask for",
  },
  {
    file: "app/sdk/scoop-canvas.tsx",
    rule: "vendor-name",
    reason: "stands in for that vendor's SDK package, and goes when the package comes",
  },
  {
    file: "instrumentation.ts",
    rule: "process-env",
    reason: "NEXT_RUNTIME decides, at build time, which half of the file is compiled",
  },
  {
    file: "lib/playground/snippets.ts",
    rule: "process-env",
    reason: "is the text of a snippet, which reads its own environment",
  },
  {
    file: "prisma/connect.ts",
    rule: "database",
    reason: "is an operator at the command line: no viewer, its own client",
  },
  {
    file: "prisma/rotate-vault.ts",
    rule: "database",
    reason: "is an operator at the command line: no viewer, its own client",
  },
  {
    file: "prisma/seed.ts",
    rule: "database",
    reason: "fills the database before there is a viewer to act for",
  },
];
