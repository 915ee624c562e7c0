import "next-auth";

declare module "next-auth" {
  interface User {
    /** Id of the session row that this sign-in opened. */
    sid: string;
  }
  interface Session {
    user: { id: string; email: string; name: string };
  }
}
