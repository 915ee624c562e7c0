import type { NextRequest } from "next/server";
import { handleAuth } from "@/lib/auth/handler";

const handler = (request: NextRequest, context: RouteContext<"/api/auth/[...nextauth]">) =>
  handleAuth(request, context);

export { handler as GET, handler as POST };
