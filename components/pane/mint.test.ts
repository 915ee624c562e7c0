import { expect, it } from "vitest";
import { requestMint } from "./mint";

const ask = (answer: Promise<Response>) => requestMint("/x", new AbortController().signal, answer);
const mint = {
  id: "m",
  vendor: "v",
  expiresIn: 300,
  pane: {
    kind: "frame",
    src: "https://v.example",
    sandbox: "allow-scripts",
    allow: "",
    title: "t",
  },
  renewal: { mode: "swap", origin: "https://v.example" },
};

it("takes a mint and whose it is", async () => {
  const answer = Response.json(mint, { headers: { "Mullion-Viewer": "u1" } });
  expect(await ask(Promise.resolve(answer))).toEqual({ mint, viewer: "u1" });
});

it.each([
  [401, {}, "signed_out"],
  [401, { reason: "suspended" }, "suspended"],
  [403, {}, "not_allowed"],
  [404, {}, "gone"],
  [409, {}, "not_configured"],
])("%d %o means %s", async (status, body, denied) => {
  expect(await ask(Promise.resolve(Response.json(body, { status })))).toEqual({ denied });
});

it("understands a 401 without a word", async () => {
  expect(await ask(Promise.resolve(new Response(null, { status: 401 })))).toEqual({
    denied: "signed_out",
  });
});

it.each([429, 500, 502, 503])("%d is worth another try", async (status) => {
  const answer = new Response("<html>", { status, headers: { "Retry-After": "7" } });
  expect(await ask(Promise.resolve(answer))).toEqual({ retryAfter: 7 });
});

it.each([
  ["no connection", () => Promise.reject(new TypeError("failed"))],
  ["no JSON", () => Promise.resolve(new Response("<html>"))],
  ["no mint", () => Promise.resolve(Response.json({ ...mint, pane: undefined }))],
  ["no life", () => Promise.resolve(Response.json({ ...mint, expiresIn: 0 }))],
])("%s is worth another try", async (_, answer) => {
  expect(await ask(answer())).toEqual({ retryAfter: undefined });
});
