"use client";
import { ChevronsUpDown } from "lucide-react";
import { Tile } from "@/components/ui/avatar";
import { MenuPopup, MenuRadio, MenuRadioGroup, MenuRoot, MenuTrigger } from "@/components/ui/menu";
import { productName } from "@/lib/brand";
import { Logo } from "./logo";
import { useGo } from "./nav-link";
import { route } from "./route";
import { useShell } from "./shell-context";

const head = "flex h-9 w-full min-w-0 items-center gap-2.5 rounded-md px-2 font-semibold";

export function TenantSwitcher() {
  const { tenant, tenants, closeSheet } = useShell();
  const go = useGo();
  if (!tenant) {
    return (
      <div className={head}>
        <Logo className="size-5" />
        {productName}
      </div>
    );
  }
  const name = (
    <>
      <Tile letters={tenant.name.slice(0, 1)} hue={tenant.hue} />
      <span className="min-w-0 grow truncate text-left">{tenant.name}</span>
    </>
  );
  if (tenants.length < 2) return <div className={head}>{name}</div>;
  return (
    <MenuRoot>
      <MenuTrigger
        className={`${head} tap transition-colors hover:bg-wash data-popup-open:bg-wash`}
      >
        {name}
        <span className="sr-only">, switch organization</span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
      </MenuTrigger>
      <MenuPopup label="Organizations">
        <MenuRadioGroup
          value={tenant.slug}
          onValueChange={(slug: string) => {
            closeSheet();
            go(route(`/${slug}`));
          }}
        >
          {tenants.map((one) => (
            <MenuRadio key={one.slug} value={one.slug}>
              <Tile letters={one.name.slice(0, 1)} hue={one.hue} />
              <span className="min-w-0 truncate">{one.name}</span>
            </MenuRadio>
          ))}
        </MenuRadioGroup>
      </MenuPopup>
    </MenuRoot>
  );
}
