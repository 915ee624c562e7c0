// Signs a person in over HTTP and keeps their cookies.

/**
 * @param {string} host origin of the host
 * @param {string} email a demo account
 * @returns {Promise<{ fetch: (path: string, init?: RequestInit) => Promise<Response> }>}
 */
export async function signIn(host, email) {
  const jar = new Map();
  const send = async (path, init = {}) => {
    const response = await fetch(host + path, {
      ...init,
      redirect: "manual",
      headers: {
        ...init.headers,
        Origin: host,
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) jar.set(name, value);
    }
    return response;
  };
  const { csrfToken } = await (await send("/api/auth/csrf")).json();
  const body = new URLSearchParams({
    csrfToken,
    email,
    password: "mullion-demo-2026",
    json: "true",
  });
  await send("/api/auth/callback/credentials", { method: "POST", body });
  const session = await (await send("/api/auth/session")).json();
  if (session.user?.email !== email) throw new Error(`${email} could not sign in.`);
  return { fetch: send };
}
