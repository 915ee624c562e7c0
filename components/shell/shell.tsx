"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import { HueProvider, hueStyle } from "@/components/ui/accent";
import { Sheet } from "@/components/ui/dialog";
import { type ShellData, ShellProvider, type Theme } from "./shell-context";
import { Sidebar } from "./sidebar";

// Loaded when it is first opened: most visits never do.
const CommandPalette = dynamic(() => import("./command-palette").then((m) => m.CommandPalette), {
  ssr: false,
});

type Props = {
  data: ShellData;
  /** A server action. */
  chooseTheme: (theme: Theme) => Promise<void>;
  children: ReactNode;
};

/** Around every page of a signed-in user: the sidebar, with the page beside it. */
export function Shell({ data, chooseTheme, children }: Props) {
  const [sheet, setSheet] = useState(false);
  const [palette, setPalette] = useState<"unused" | "open" | "closed">("unused");

  useEffect(() => {
    const togglePalette = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPalette((now) => (now === "open" ? "closed" : "open"));
    };
    window.addEventListener("keydown", togglePalette);
    return () => window.removeEventListener("keydown", togglePalette);
  }, []);

  const hue = data.tenant?.hue ?? null;
  const value = {
    ...data,
    chooseTheme,
    openSheet: () => setSheet(true),
    closeSheet: () => setSheet(false),
    openPalette: () => {
      setSheet(false);
      setPalette("open");
    },
  };
  return (
    <ShellProvider value={value}>
      <HueProvider value={hue}>
        <div
          className="hued min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]"
          style={hue === null ? undefined : hueStyle(hue)}
        >
          <aside
            aria-label="Navigation"
            className="sticky top-0 hidden h-dvh flex-col border-r border-line md:flex"
          >
            <Sidebar />
          </aside>
          <main id="main" tabIndex={-1} className="flex min-h-dvh min-w-0 flex-col outline-none">
            {children}
          </main>
        </div>
        <Sheet open={sheet} onOpenChange={setSheet} title="Navigation">
          <Sidebar />
        </Sheet>
        {palette !== "unused" && (
          <CommandPalette
            open={palette === "open"}
            onOpenChange={(open) => setPalette(open ? "open" : "closed")}
          />
        )}
      </HueProvider>
    </ShellProvider>
  );
}
