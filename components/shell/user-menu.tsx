"use client";
import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { startTransition, useState } from "react";
import { useSignOut } from "@/app/(public)/logout/use-sign-out";
import { chooseTheme } from "@/app/account/actions";
import { Initials } from "@/components/ui/avatar";
import {
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuLine,
  MenuPopup,
  MenuRadio,
  MenuRadioGroup,
  MenuRoot,
  MenuTrigger,
} from "@/components/ui/menu";
import { useGo } from "./nav-link";
import { useFrame } from "./shell-context";

/** Who one is here, and what is one's own: theme, account, the way out. */
export function PersonMenu() {
  const { person, closeSheet } = useFrame();
  const go = useGo();
  const signOut = useSignOut();
  const [theme, setTheme] = useState(person.theme);
  return (
    <MenuRoot>
      <MenuTrigger className="tap flex w-full min-w-0 items-center gap-2.5 rounded-md p-1.5 transition-colors hover:bg-wash data-popup-open:bg-wash">
        <Initials name={person.name} />
        <span className="min-w-0 grow truncate text-left">
          {person.name}
          <span className="sr-only">, your menu</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="mr-0.5 size-4 shrink-0 text-muted" />
      </MenuTrigger>
      <MenuPopup label="Your menu" side="top">
        <p className="truncate px-2.5 py-1.5 text-sm text-muted">{person.email}</p>
        <MenuLine />
        <MenuGroup>
          <MenuLabel>Theme</MenuLabel>
          <MenuRadioGroup
            value={theme}
            onValueChange={(chosen: typeof theme) => {
              setTheme(chosen);
              // Shown at once; the server's answer says the same.
              document.documentElement.dataset.theme = chosen;
              startTransition(() => chooseTheme(chosen));
            }}
          >
            <MenuRadio value="system">Like the system</MenuRadio>
            <MenuRadio value="light">Light</MenuRadio>
            <MenuRadio value="dark">Dark</MenuRadio>
          </MenuRadioGroup>
        </MenuGroup>
        <MenuLine />
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
