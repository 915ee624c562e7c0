"use client";
import { Search } from "lucide-react";
import { useState } from "react";
import { NavLink } from "@/components/shell/nav-link";
import { dashboardPath } from "@/components/shell/route";
import { Tile } from "@/components/ui/avatar";
import type { FormattedDate } from "@/lib/format-date";

export type Card = {
  slug: string;
  title: string;
  description: string;
  vendorLabel: string;
  vendorMark: string;
  vendorHue: number;
  opened: FormattedDate | null;
};

type Props = { tenantSlug: string; cards: readonly Card[] };

export function DashboardList({ tenantSlug, cards }: Props) {
  const [query, setQuery] = useState("");
  const wanted = query.trim().toLocaleLowerCase();
  const shown = cards.filter((card) =>
    `${card.title} ${card.description} ${card.vendorLabel}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="mt-1 mb-5 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">Dashboards shared with you</p>
        <label className="tap flex h-9 w-full items-center gap-2 rounded-md border border-edge bg-surface px-3 focus-within:outline-2 focus-within:outline-accent sm:w-64">
          <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <span className="sr-only">Search dashboards</span>
          <input
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder="Search dashboards"
            className="min-w-0 grow bg-transparent outline-none placeholder:text-muted"
          />
        </label>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {shown.map((card) => (
          <li
            key={card.slug}
            className="relative flex min-w-0 gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-edge"
          >
            <Tile letters={card.vendorMark} hue={card.vendorHue} size="large" />
            <div className="flex min-w-0 grow flex-col">
              <h2 className="font-semibold">
                <NavLink
                  href={dashboardPath(tenantSlug, card.slug)}
                  className="outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
                >
                  {card.title}
                </NavLink>
              </h2>
              <p className="mt-0.5 text-muted">{card.description}</p>
              <p className="mt-auto flex flex-wrap justify-between gap-x-3 pt-3 text-sm text-muted">
                <span>{card.vendorLabel}</span>
                {card.opened ? (
                  <time dateTime={card.opened.iso} title={card.opened.exact} className="relative">
                    Opened {card.opened.text}
                  </time>
                ) : (
                  <span>Never opened</span>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p role="status" className="text-muted">
        {shown.length === 0 && `No dashboards match “${query.trim()}”.`}
      </p>
    </>
  );
}
