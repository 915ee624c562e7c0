import { requireOperator } from "@/lib/auth/session";
import { findPublicKey } from "@/lib/connections/credential-list";

/** The public half of a key pair as a file. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/operator/connections/[connection]/keys/[kid]">,
): Promise<Response> {
  const { connection, kid } = await params;
  const operator = await requireOperator(`/operator/connections/${connection}`);
  const publicKey = await findPublicKey(operator, connection, kid);
  if (!publicKey) return new Response("There is no such key.", { status: 404 });
  const file = `${kid.replace(/[^A-Za-z0-9._-]/g, "-")}.pem`;
  return new Response(publicKey, {
    headers: {
      "Content-Type": "application/x-pem-file",
      "Content-Disposition": `attachment; filename="${file}"`,
      "Cache-Control": "no-store",
    },
  });
}
