/** @jsxImportSource preact */

const paths = {
  chart: "M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6",
  chevron: "M4 6l4 4 4-4",
  coin: "M8 2.5a5.5 5.5 0 110 11 5.5 5.5 0 010-11zM8 5v6M10 6.2c-.5-.6-1.2-.8-2-.8-1.2 0-2 .5-2 1.3 0 1.9 4 .8 4 2.7 0 .8-.9 1.3-2 1.3-.9 0-1.6-.3-2.1-.9",
  download: "M8 2.5v7.5M4.8 7.2L8 10.4l3.2-3.2M3 13h10",
  expand: "M9.5 3H13v3.5M13 3L9 7M6.5 13H3V9.5M3 13l4-4",
  home: "M2.8 7.4L8 3l5.2 4.4M4.2 6.4V13h7.6V6.4",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.5M2.5 8h.5M2.5 12h.5",
  pencil: "M3 13l.6-2.8L10.9 3l2.1 2.1-7.2 7.2L3 13z",
  retry: "M13 8a5 5 0 11-1.5-3.6M13 2.5v3h-3",
  shrink: "M13 7H9V3M9 7l4.2-4.2M3 9h4v4M7 9l-4.2 4.2",
  spark: "M8 2.5l1.4 4.1L13.5 8 9.4 9.4 8 13.5 6.6 9.4 2.5 8l4.1-1.4L8 2.5z",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6",
};

export type IconName = keyof typeof paths;

/** An icon package would add thousands of modules to the bundling at each start. */
export function Icon({ name, class: className = "" }: { name: IconName; class?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      class={`size-4 flex-none fill-none stroke-[1.5] stroke-current ${className}`}
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
