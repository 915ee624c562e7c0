/** @jsxImportSource preact */

import { useRef, useState } from "preact/hooks";
import type { Page } from "../layout";
import { useDashboard } from "./context";
import { Icon } from "./icon";

type Props = { label: string; pages: Page[]; current: string; onSelect: (id: string) => void };

export function PageTabs({ label, pages, current, onSelect }: Props) {
  const { classes } = useDashboard().layout;
  const listRef = useRef<HTMLDivElement>(null);

  function handleKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const index = pages.findIndex((page) => page.id === current);
    const nextIndex = (index + step + pages.length) % pages.length;
    const next = pages[nextIndex];
    if (!next) return;
    onSelect(next.id);
    listRef.current?.querySelectorAll<HTMLElement>("[role=tab]")[nextIndex]?.focus();
  }

  return (
    <div
      role="tablist"
      aria-label={label}
      ref={listRef}
      onKeyDown={handleKeyDown}
      class={classes.navigationList}
    >
      {pages.map(({ id, title, icon }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-controls={id}
          aria-selected={id === current}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onSelect(id)}
          class={classes.navigationItem}
        >
          <Icon name={icon} />
          {title}
        </button>
      ))}
    </div>
  );
}

export function PageList({
  label,
  pages,
  current,
  onSelect,
  collapsible,
}: Props & { collapsible?: { open: boolean } | undefined }) {
  const { classes, vendor } = useDashboard().layout;
  const [open, setOpen] = useState(collapsible?.open ?? true);
  return (
    <aside class={classes.side} aria-label={collapsible ? "Portal" : `${vendor} workspace`}>
      {collapsible && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          class="inline-flex min-h-control cursor-pointer items-center gap-1.5 rounded-control px-2.5 font-[550] text-muted hover:bg-subtle"
        >
          <Icon name="list" />
          Portal
        </button>
      )}
      <nav aria-label={label} hidden={!open}>
        <ul class={classes.navigationList}>
          {pages.map(({ id, title, icon }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={id === current ? "page" : undefined}
                onClick={() => onSelect(id)}
                class={classes.navigationItem}
              >
                <Icon name={icon} />
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
    </aside>
  );
}
