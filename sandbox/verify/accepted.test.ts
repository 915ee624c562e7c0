// The reverse of forgery: any well-formed claims, by minters other than the verifier, are taken.
import fc from "fast-check";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStand, type Stand, sigmaPath, tokensOf } from "../testing/stand";
import { rawHs256 } from "../testing/tokens";

let stand: Stand;
let make: ReturnType<typeof tokensOf>;

beforeAll(async () => {
  stand = await openStand({ rows: 20 });
  make = tokensOf(stand);
});
afterAll(() => stand.close());

const name = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });
const text = name.filter((one) => !/[\p{Cc}\p{Cs}]/u.test(one));

it("takes Sigma tokens with any names, made by three libraries", async () => {
  await fc.assert(
    fc.asyncProperty(
      text,
      text,
      fc.integer({ min: 30, max: 2_592_000 }),
      fc.constantFrom("jsonwebtoken", "jose", "node:crypto"),
      async (first, last, life, minter) => {
        const change = { first_name: first, last_name: last, exp: stand.clock.now + life };
        const claims = make.sigmaClaims(change);
        const header = { alg: "HS256", typ: "JWT", kid: stand.keys.sigma.clientId };
        const { secret } = stand.keys.sigma;
        const token =
          minter === "jose"
            ? await new SignJWT(claims).setProtectedHeader(header).sign(Buffer.from(secret))
            : minter === "jsonwebtoken"
              ? make.sigma(claims)
              : rawHs256(JSON.stringify(header), JSON.stringify(claims), secret);
        const answer = await stand.open(`${sigmaPath}?:jwt=${token}`);
        expect(`${answer.status} ${stand.lines.at(-1) ?? ""}`).toMatch(/^200/);
      },
    ),
    { numRuns: 150 },
  );
});

it("takes Explo tokens of any life up to a day and both IV lengths", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 86_400 }),
      fc.constantFrom(12, 16),
      fc.boolean(),
      async (life, iv, fractional) => {
        const exp = stand.clock.now + life + (fractional ? 0.25 : 0);
        const answer = await stand.data("explo", make.explo({ exp }, iv));
        expect(answer.status).toBe(200);
      },
    ),
    { numRuns: 100 },
  );
});
