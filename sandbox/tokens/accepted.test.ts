import fc from "fast-check";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sigmaPath, startTestSandbox, type TestSandbox, tokenFactory } from "../testing/harness";
import { rawHs256 } from "../testing/tokens";

let sandbox: TestSandbox;
let make: ReturnType<typeof tokenFactory>;

beforeAll(async () => {
  sandbox = await startTestSandbox({ rows: 20 });
  make = tokenFactory(sandbox);
});
afterAll(() => sandbox.close());

const name = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });
const text = name.filter((one) => !/[\p{Cc}\p{Cs}]/u.test(one));

it("accepts Sigma tokens with any names from three JWT libraries", async () => {
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      fc.integer({ min: 30, max: 2_592_000 }),
      fc.constantFrom("jsonwebtoken", "jose", "node:crypto"),
      async (first, last, life, minter) => {
        const change = { first_name: first, last_name: last, exp: sandbox.clock.now + life };
        const claims = make.sigmaClaims(change);
        const header = { alg: "HS256", typ: "JWT", kid: sandbox.keys.sigma.clientId };
        const { secret } = sandbox.keys.sigma;
        const token =
          minter === "jose"
            ? await new SignJWT(claims).setProtectedHeader(header).sign(Buffer.from(secret))
            : minter === "jsonwebtoken"
              ? make.sigma(claims)
              : rawHs256(JSON.stringify(header), JSON.stringify(claims), secret);
        const response = await sandbox.navigate(`${sigmaPath}?:jwt=${token}`);
        expect(`${response.status} ${sandbox.logLines.at(-1) ?? ""}`).toMatch(/^200/);
      },
    ),
    { numRuns: 150 },
  );
});

it("accepts Explo tokens of any lifetime up to a day, with both IV lengths", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 86_400 }),
      fc.constantFrom(12, 16),
      fc.boolean(),
      async (life, iv, fractional) => {
        const exp = sandbox.clock.now + life + (fractional ? 0.25 : 0);
        const response = await sandbox.requestData("explo", make.explo({ exp }, iv));
        expect(response.status).toBe(200);
      },
    ),
    { numRuns: 100 },
  );
});
