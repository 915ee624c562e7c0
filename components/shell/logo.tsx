/** In the accent color, so the tenant's. */
export function Logo({ className = "size-6" }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect x="2" y="2" width="8" height="20" rx="1.5" fill="var(--accent)" />
      <rect x="14" y="2" width="8" height="10" rx="1.5" fill="var(--accent)" opacity="0.45" />
      <rect x="14" y="15" width="8" height="7" rx="1.5" fill="var(--accent)" opacity="0.7" />
    </svg>
  );
}
