import type { Pane } from "@/lib/embed/schema";
import { Expression, toSource } from "./source-literal";

export type Snippet = {
  id: "html" | "react" | "typescript" | "python";
  label: string;
  needs: string;
  code: string;
};

type SnippetSource = {
  pane: Pane;
  token: string;
  /** Of this mint; a server generates a new one where the claims contain it. */
  id: string;
  header: Record<string, unknown>;
  /** Null when they can't be read; then there is no server code. */
  claims: Record<string, unknown> | null;
};

/** The same pane in HTML and React, and its token on a server. */
export function createSnippets(source: SnippetSource): Snippet[] {
  const { pane, claims } = source;
  return [
    { id: "html", ...html(pane) },
    { id: "react", label: "React", ...react(pane) },
    ...(claims ? [typescript({ ...source, claims }), python({ ...source, claims })] : []),
  ];
}

const attribute = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

function html(pane: Pane): Omit<Snippet, "id"> {
  const needs = "Works until the token expires. One-time tokens work for one load.";
  if (pane.kind === "frame") {
    const code = `<iframe
  src="${attribute(pane.src)}"
  sandbox="${attribute(pane.sandbox)}"
  allow="${attribute(pane.allow)}"
  title="${attribute(pane.title)}"
  style="border: 0; width: 100%; height: 720px"
></iframe>
`;
    return { label: "Frame", needs, code };
  }
  if (pane.kind === "element") {
    const attributes = Object.entries(pane.attributes)
      .map(([name, value]) => `  ${name}="${attribute(value)}"`)
      .join("\n");
    const code = `<script src="${attribute(pane.script)}"></script>
<${pane.tag}
${attributes}
></${pane.tag}>
`;
    return { label: "Web component", needs, code };
  }
  const code = `<!-- This vendor's pane is a component of its own package. See React. -->\n`;
  return { label: "HTML", needs: "This vendor has no URL to frame.", code };
}

function react(pane: Pane): Pick<Snippet, "needs" | "code"> {
  if (pane.kind === "frame") {
    return {
      needs: "React 18 or later. Your server provides `src`, a new one for each load.",
      code: `export function Dashboard({ src }: { src: string }) {
  return (
    <iframe
      src={src}
      sandbox=${JSON.stringify(pane.sandbox)}
      allow=${JSON.stringify(pane.allow)}
      title=${JSON.stringify(pane.title)}
      style={{ border: 0, width: "100%", height: 720 }}
    />
  );
}
`,
    };
  }
  if (pane.kind === "element") {
    const attributes = Object.fromEntries(
      Object.entries(pane.attributes).map(([name, value]) => [
        name,
        value.length > 100 ? new Expression("token", "token") : value,
      ]),
    );
    return {
      needs: "React 18 or later. Your server provides `token`.",
      code: `import { useEffect, useRef } from "react";

export function Dashboard({ token }: { token: string }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const script = document.createElement("script");
    script.src = ${JSON.stringify(pane.script)};
    const element = document.createElement(${JSON.stringify(pane.tag)});
    // React would rename attributes in mixed case.
    const attributes = ${toSource(attributes, "typescript", 2)};
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    container.current?.replaceChildren(script, element);
  }, [token]);
  return <div ref={container} title=${JSON.stringify(pane.title)} />;
}
`,
    };
  }
  const names = Object.keys(pane.props).filter((name) => name !== "token" && name !== "src");
  const props = names.map((name) => ` ${name}=${JSON.stringify(pane.props[name])}`).join("");
  return {
    needs: "The vendor's React package. Your server provides `token`.",
    code: `// import { ${pane.name} } from the vendor's package
export function Dashboard({ token }: { token: string }) {
  return <${pane.name} token={token}${props} />;
}
`,
  };
}

type ReadableSource = SnippetSource & { claims: Record<string, unknown> };

/** The claims, with expressions for the values that change with each token. */
function withExpressions({ claims, id }: ReadableSource): Record<string, unknown> {
  const { iat, exp } = claims;
  const life = typeof exp === "number" ? exp - (typeof iat === "number" ? iat : exp - 60) : 60;
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => {
      if (name === "iat") return [name, new Expression("now", "now")];
      if (name === "exp") return [name, new Expression(`now + ${life}`, `now + ${life}`)];
      if (value === id) return [name, new Expression("randomUUID()", "str(uuid.uuid4())")];
      return [name, value];
    }),
  );
}

/** Prints the frame's URL with the token in it, or the token. */
function printStatement(
  { pane, token }: ReadableSource,
  language: "typescript" | "python",
): string {
  const end = language === "typescript" ? ";" : "";
  const print = language === "typescript" ? "console.log" : "print";
  if (pane.kind !== "frame") return `${print}(token)${end}`;
  const [before = "", after = ""] = pane.src.split(token);
  return `${print}(${JSON.stringify(before)} + token + ${JSON.stringify(after)})${end}`;
}

const secretNeed =
  "Set EMBED_SECRET in the environment: the shared secret, or the private key in PEM.";

function typescript(source: ReadableSource): Snippet {
  const { header } = source;
  const claims = withExpressions(source);
  const random = Object.values(claims).some(
    (one) => one instanceof Expression && /U/.test(one.typescript),
  );
  const createToken =
    header.alg === "dir"
      ? `const token = await new EncryptJWT(claims)
  .setProtectedHeader(${toSource(header, "typescript", 1)})
  .encrypt(new TextEncoder().encode(secret));`
      : header.alg === "HS256"
        ? `const token = await new SignJWT(claims)
  .setProtectedHeader(${toSource(header, "typescript", 1)})
  .sign(new TextEncoder().encode(secret));`
        : `const token = await new SignJWT(claims)
  .setProtectedHeader(${toSource(header, "typescript", 1)})
  .sign(createPrivateKey(secret));`;
  const crypto = [
    ...(header.alg === "dir" || header.alg === "HS256" ? [] : ["createPrivateKey"]),
    ...(random ? ["randomUUID"] : []),
  ];
  return {
    id: "typescript",
    label: "Server, TypeScript",
    needs: `npm install jose. ${secretNeed}`,
    code: `${crypto.length > 0 ? `import { ${crypto.join(", ")} } from "node:crypto";\n` : ""}import { ${header.alg === "dir" ? "EncryptJWT" : "SignJWT"} } from "jose";

const secret = process.env.EMBED_SECRET ?? "";
const now = Math.floor(Date.now() / 1000);
const claims = ${toSource(claims, "typescript")};
${createToken}
${printStatement(source, "typescript")}
`,
  };
}

function python(source: ReadableSource): Snippet {
  const { header } = source;
  const claims = withExpressions(source);
  const random = Object.values(claims).some(
    (one) => one instanceof Expression && /U/.test(one.typescript),
  );
  const imports = ["os", "time", ...(random ? ["uuid"] : [])];
  const encrypted = header.alg === "dir";
  const { alg, typ: _, ...more } = header;
  const createToken = encrypted
    ? `def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

header = encode(json.dumps(${toSource(header, "python")}).encode())
iv = os.urandom(12)
encrypted = AESGCM(secret.encode()).encrypt(iv, json.dumps(claims).encode(), header.encode())
token = ".".join([header, "", encode(iv), encode(encrypted[:-16]), encode(encrypted[-16:])])`
    : `token = jwt.encode(claims, secret, algorithm=${JSON.stringify(alg)}, headers=${toSource(more, "python")})`;
  return {
    id: "python",
    label: "Server, Python",
    needs: `pip install ${encrypted ? "cryptography" : "pyjwt[crypto]"}. ${secretNeed}`,
    code: `${(encrypted ? ["base64", "json", ...imports] : imports).map((name) => `import ${name}\n`).join("")}
${encrypted ? "from cryptography.hazmat.primitives.ciphers.aead import AESGCM" : "import jwt"}

secret = os.environ["EMBED_SECRET"]
now = int(time.time())
claims = ${toSource(claims, "python")}
${createToken}
${printStatement(source, "python")}
`,
  };
}
