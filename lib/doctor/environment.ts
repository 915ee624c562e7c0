// Decides whether this process has what it needs: variables, Node, keys.
import { about, type Finding } from "./finding";

const least = [20, 19] as const;

/**
 * @param problems of the variables, as `listEnvProblems` says them
 * @param node `process.versions.node`
 */
export function checkEnvironment(problems: readonly string[], node: string): Finding[] {
  const { well, problem } = about("environment");
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const old = major < least[0] || (major === least[0] && minor < least[1]);
  return [
    old
      ? problem(
          `This is Node ${node}.`,
          "The app is written for Node 20.19 and newer.",
          "Install a newer Node, then start again.",
        )
      : well(`Node ${node}.`),
    ...problems.map((sentence) =>
      problem(
        sentence,
        "The host does not start without it.",
        "Set it in .env or in the environment of the process; .env.example explains each.",
      ),
    ),
    ...(problems.length === 0 ? [well("All variables are set and fit.")] : []),
  ];
}

/** Rules about where the host is reached. @param demoAccounts how many accounts have the public password */
export function checkAddress(origin: string, demoAccounts: number): Finding[] {
  const { well, problem } = about("environment");
  const { protocol, hostname } = new URL(origin);
  const own = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const found: Finding[] = [];
  if (protocol === "http:" && !own) {
    found.push(
      problem(
        `The host's address ${origin} is not https.`,
        "Cookies travel in the clear, and vendors' frames and their partitioned cookies want https.",
        "Put a certificate before it and set NEXTAUTH_URL to the https address.",
      ),
    );
  }
  if (protocol === "https:" && demoAccounts > 0) {
    found.push(
      problem(
        `${demoAccounts} demo accounts are in a database that is served on https.`,
        "Their password is public.",
        'Remove them: delete from "User" where "demoNote" is not null.',
      ),
    );
  }
  return found.length > 0 ? found : [well(`The host's address is ${origin}.`)];
}
