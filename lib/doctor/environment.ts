import { type CheckResult, resultsFor } from "./check-result";

const { ok, problem } = resultsFor("environment");
const minNode = { major: 20, minor: 19 };

/** @param problems from `listEnvProblems` @param node `process.versions.node` */
export function checkEnvironment(problems: readonly string[], node: string): CheckResult[] {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const isOld = major < minNode.major || (major === minNode.major && minor < minNode.minor);
  const version = isOld
    ? problem(
        `Node ${node} is too old.`,
        "The app needs Node 20.19 or newer.",
        "Install a newer Node, then start again.",
      )
    : ok(`Node ${node}.`);
  if (problems.length === 0) return [version, ok("All environment variables are valid.")];
  return [
    version,
    ...problems.map((message) =>
      problem(
        message,
        "The app doesn't start without it.",
        "Set it in .env or in the process environment. .env.example explains each variable.",
      ),
    ),
  ];
}

/** @param demoAccounts how many accounts have the public demo password */
export function checkAddress(origin: string, demoAccounts: number): CheckResult[] {
  const { protocol, hostname } = new URL(origin);
  const isLoopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol === "http:" && !isLoopback) {
    return [
      problem(
        `${origin} doesn't use https.`,
        "Cookies travel unencrypted, and vendors' partitioned cookies need https.",
        "Terminate TLS in front of the app, and set NEXTAUTH_URL to the https address.",
      ),
    ];
  }
  if (protocol === "https:" && demoAccounts > 0) {
    return [
      problem(
        `The database has ${demoAccounts} demo accounts and is served over https.`,
        "Their password is public.",
        'Remove them: delete from "User" where "demoNote" is not null.',
      ),
    ];
  }
  return [ok(`The app's address is ${origin}.`)];
}
