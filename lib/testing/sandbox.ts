import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** False after `npm run sandbox:remove`. */
export const hasSandbox = existsSync(join(root, "sandbox/server.ts"));

const adminKey = "admin key of the host's tests".replaceAll(" ", "-");

export type RunningSandbox = {
  url: string;
  adminKey: string;
  /** Calls the admin API or a vendor's API; throws unless it answers 2xx. */
  admin: <T = unknown>(method: string, path: string, body?: object) => Promise<T>;
  /** Loads a URL as a frame on `origin`; returns the status. */
  load: (url: string, origin?: string) => Promise<number>;
  /** Exchanges a Scoop token for a session; returns the status. */
  exchange: (token: string, canvasId: string) => Promise<number>;
  stop: () => Promise<void>;
};

export async function startSandbox(): Promise<RunningSandbox> {
  const folder = mkdtempSync(join(tmpdir(), "host-sandbox-"));
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/server.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH ?? "",
      SANDBOX_PORT: "0",
      SANDBOX_DATA_DIR: folder,
      SANDBOX_ADMIN_KEY: adminKey,
      SANDBOX_CONTROL: "1",
    },
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      const found = /listening on (\S+)/.exec(chunk.toString())?.[1];
      if (found) resolve(found);
    });
  });
  return {
    url,
    adminKey,
    admin: async (method, path, body) => {
      const response = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${adminKey}`, "Content-Type": "application/json" },
        body: body ? JSON.stringify(body) : null,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text ? JSON.parse(text) : null) as never;
    },
    load: async (address, origin = "http://localhost:3000") => {
      const headers = { "Sec-Fetch-Dest": "iframe", Referer: `${origin}/` };
      const response = await fetch(address, { headers, redirect: "manual" });
      await response.text();
      return response.status;
    },
    exchange: async (token, canvasId) => {
      const body = JSON.stringify({ token, canvasId });
      const response = await fetch(`${url}/scoop/api/session`, { method: "POST", body });
      await response.text();
      return response.status;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
