import "@/lib/testing/environment";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decrypt, encrypt, isStale, VaultError } from "./vault";

const keys = vi.hoisted(() => ({ VAULT_KEY: "", VAULT_KEYS_OLD: [] as string[] }));
vi.mock("@/lib/env", () => ({ env: () => keys }));

const [first, second] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString("base64"));
const use = (current = first, ...old: (string | undefined)[]) =>
  Object.assign(keys, { VAULT_KEY: current, VAULT_KEYS_OLD: old });
use();
afterEach(() => use());

const row = { connectionId: "connection-1", tenantId: null, kid: "kid-1" };

describe("the vault", () => {
  it("decrypts what it encrypted, and never encrypts the same way twice", () => {
    const secret = "ünïcode and\nnewlines";
    const [one, two] = [encrypt(secret, row), encrypt(secret, row)];
    expect(one).not.toBe(two);
    expect(one).not.toContain(secret);
    expect(decrypt(one, row)).toBe(secret);
  });

  it("gives each secret its own data key", () => {
    const [one, two] = [encrypt("one", row).split("."), encrypt("two", row).split(".")];
    expect(() => decrypt([...one.slice(0, 3), two[3]].join("."), row)).toThrow(VaultError);
    // A wrapped data key can't be used as a secret, nor the reverse.
    expect(() => decrypt([...one.slice(0, 3), one[2]].join("."), row)).toThrow(VaultError);
  });

  it.each([
    ["another connection", { ...row, connectionId: "connection-2" }],
    ["another tenant", { ...row, tenantId: "tenant-1" }],
    ["another kid", { ...row, kid: "kid-2" }],
  ])("refuses a secret copied to %s", (_, other) => {
    expect(() => decrypt(encrypt("secret", row), other)).toThrow(VaultError);
  });

  it("refuses a secret with any byte changed", () => {
    const parts = encrypt("secret", row).split(".");
    for (const part of [2, 3]) {
      const bytes = Buffer.from(parts[part] ?? "", "base64url");
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
        expect(() =>
          decrypt(parts.with(part, changed.toString("base64url")).join("."), row),
        ).toThrow(VaultError);
      }
    }
    for (const forged of ["", "v1", parts.with(0, "v2").join("."), parts.with(2, "").join(".")]) {
      expect(() => decrypt(forged, row)).toThrow(VaultError);
    }
    expect(() => decrypt(parts.with(1, "000000000000").join("."), row)).toThrow("VAULT_KEYS_OLD");
  });

  it("decrypts with a former key and encrypts with the current one", () => {
    const old = encrypt("secret", row);
    expect(isStale(old)).toBe(false);
    use(second, first);
    expect(decrypt(old, row)).toBe("secret");
    expect(isStale(old)).toBe(true);
    const fresh = encrypt("secret", row);
    expect(isStale(fresh)).toBe(false);
    use(second);
    expect(decrypt(fresh, row)).toBe("secret");
    expect(() => decrypt(old, row)).toThrow("VAULT_KEYS_OLD");
  });
});
