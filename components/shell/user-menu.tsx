"use client";
import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { startTransition, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import {
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuPopup,
  MenuRadio,
  MenuRadioGroup,
  MenuRoot,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { useGo } from "./nav-link";
import { useShell } from "./shell-context";
import { useSignOut } from "./use-sign-out";

export function UserMenu() {
  const { user, chooseTheme, closeSheet } = useShell();
  const go = useGo();
  const signOut = useSignOut();
  const [theme, setTheme] = useState(user.theme);
  return (
    <MenuRoot>
      <MenuTrigger className="tap flex w-full min-w-0 items-center gap-2.5 rounded-md p-1.5 transition-colors hover:bg-wash data-popup-open:bg-wash">
        <Avatar name={user.name} />
        <span className="min-w-0 grow truncate text-left">
          {user.name}
          <span className="sr-only">, account menu</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="mr-0.5 size-4 shrink-0 text-muted" />
      </MenuTrigger>
      <MenuPopup label="Account menu" side="top">
        <p className="truncate px-2.5 py-1.5 text-sm text-muted">{user.email}</p>
        <MenuSeparator />
        <MenuGroup>
          <MenuLabel>Theme</MenuLabel>
          <MenuRadioGroup
            value={theme}
            onValueChange={(chosen: typeof theme) => {
              setTheme(chosen);
              // At once; the refreshed page will have the same.
              document.documentElement.dataset.theme = chosen;
              startTransition(() => chooseTheme(chosen));
            }}
          >
            <MenuRadio value="system">System</MenuRadio>
            <MenuRadio value="light">Light</MenuRadio>
            <MenuRadio value="dark">Dark</MenuRadio>
          </MenuRadioGroup>
        </MenuGroup>
        <MenuSeparator />
        <MenuItem
          onClick={() => {
            closeSheet();
            go("/account");
          }}
        >
          <UserRound aria-hidden="true" className="size-4" />
          Account
        </MenuItem>
        <MenuItem onClick={() => void signOut()}>
          <LogOut aria-hidden="true" className="size-4" />
          Sign out
        </MenuItem>
      </MenuPopup>
    </MenuRoot>
  );
}
