const tokenParameter: Record<string, string> = {
  sigma: ":jwt",
  holistics: "_token",
  basedash: "jwt",
};
const tokenInPath: Record<string, RegExp> = {
  explo: /^(\/explo(?:\/report-builder)?\/iframe)\/[^/]+/,
  basedash: /^(\/basedash\/shared\/[^/]+)\/[^/]+/,
};

/** Leaves everything but the token as it is, Sigma's literal colons included. */
export function removeTokenFromUrl(vendor: string, pathname: string, search: string): string {
  const path = tokenInPath[vendor];
  const name = tokenParameter[vendor];
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
