import getPort, { portNumbers } from "get-port";

export const findFreePort = (): Promise<number> => getPort();

/** The first free port at or above this one. */
export const findFreePortFrom = (port: number): Promise<number> =>
  getPort({ port: portNumbers(port, port + 199) });

/** @throws a sentence that says which variable moves it */
export async function requireFreePort(
  port: number,
  purpose: string,
  variable: string,
): Promise<void> {
  if ((await getPort({ port })) === port) return;
  throw new Error(
    `Port ${port} (${purpose}) is in use. Stop the program that uses it, ` +
      `or choose another port: ${variable}=${port + 10} npm run demo`,
  );
}
