// Decides what a door's address looks like once its token is taken out, everything else kept literally.

const inQuery: Record<string, string> = { sigma: ":jwt", holistics: "_token", basedash: "jwt" };
const inPath: Record<string, RegExp> = {
  explo: /^(\/explo(?:\/report-builder)?\/iframe)\/[^/]+/,
  basedash: /^(\/basedash\/shared\/[^/]+)\/[^/]+/,
};

/** `search` begins with `?` or is empty. Sigma's literal colons stay as they are. */
export function addressWithoutToken(door: string, pathname: string, search: string): string {
  const path = inPath[door];
  const name = inQuery[door];
  const kept = search
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => {
      const given = pair.split("=")[0] ?? "";
      return pair !== "" && given !== name && given !== encodeURIComponent(name ?? "");
    });
  const query = kept.length > 0 ? `?${kept.join("&")}` : "";
  return (path ? pathname.replace(path, "$1") : pathname) + query;
}
