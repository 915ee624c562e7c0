const timeClaims = new Set(["iat", "exp", "nbf"]);

/** A token's header or claims; timestamps are also formatted. */
export function MemberTable({
  label,
  members,
}: {
  label: string;
  members: Readonly<Record<string, unknown>>;
}) {
  return (
    <table aria-label={label} className="w-full table-fixed">
      <tbody>
        {Object.entries(members).map(([name, value]) => (
          <tr key={name} className="align-top">
            <th
              scope="row"
              className="w-1/3 py-0.5 pr-3 text-left font-normal break-words text-muted"
            >
              {name}
            </th>
            <td className="py-0.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
              {typeof value === "string" ? value : JSON.stringify(value, null, 1)}
              {timeClaims.has(name) && typeof value === "number" && (
                <span className="ml-2 font-sans text-muted">
                  {new Date(value * 1_000).toLocaleTimeString()}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
