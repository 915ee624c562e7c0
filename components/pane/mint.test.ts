import { expect, it } from "vitest";
import { requestMint } from "./mint";

const request = (response: Promise<Response>) =>
  requestMint("/x", new AbortController().signal, response);
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

it("returns the mint and its viewer", async () => {
  const response = Response.json(mint, { headers: { "Mullion-Viewer": "u1" } });
  expect(await request(Promise.resolve(response))).toEqual({ mint, viewer: "u1" });
});

it.each([
  [401, {}, "signed_out"],
  [401, { reason: "suspended" }, "suspended"],
  [403, {}, "not_allowed"],
  [404, {}, "gone"],
  [409, {}, "not_configured"],
])("%d %o is denied as %s", async (status, body, denied) => {
  expect(await request(Promise.resolve(Response.json(body, { status })))).toEqual({ denied });
});

it("a 401 without a body means signed out", async () => {
  expect(await request(Promise.resolve(new Response(null, { status: 401 })))).toEqual({
    denied: "signed_out",
  });
});

it.each([429, 500, 502, 503])("%d is retried, honoring Retry-After", async (status) => {
  const response = new Response("<html>", { status, headers: { "Retry-After": "7" } });
  expect(await request(Promise.resolve(response))).toEqual({ retryAfter: 7 });
});

it.each([
  ["a network error", () => Promise.reject(new TypeError("failed"))],
  ["a body that is not JSON", () => Promise.resolve(new Response("<html>"))],
  ["an incomplete mint", () => Promise.resolve(Response.json({ ...mint, pane: undefined }))],
  ["a mint without a lifetime", () => Promise.resolve(Response.json({ ...mint, expiresIn: 0 }))],
])("%s is retried", async (_, response) => {
  expect(await request(response())).toEqual({ retryAfter: undefined });
});
