"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import { HueProvider, hueStyle } from "@/components/ui/accent";
import { Sheet } from "@/components/ui/dialog";
import { type FrameData, FrameProvider } from "./shell-context";
import { Sidebar } from "./sidebar";

// Loaded when it is first wanted: most visits never open it.
const CommandPalette = dynamic(() => import("./command-palette").then((m) => m.CommandPalette), {
  ssr: false,
});

/** The frame around every page of a signed-in person: a slim sidebar, and the page beside it. */
export function Frame({ data, children }: { data: FrameData; children: ReactNode }) {
  const [sheet, setSheet] = useState(false);
  const [palette, setPalette] = useState<"unused" | "open" | "closed">("unused");

  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setPalette((now) => (now === "open" ? "closed" : "open"));
    };
    window.addEventListener("keydown", jump);
    return () => window.removeEventListener("keydown", jump);
  }, []);

  const hue = data.tenant?.hue ?? null;
  const value = {
    ...data,
    openSheet: () => setSheet(true),
    closeSheet: () => setSheet(false),
    openPalette: () => {
      setSheet(false);
      setPalette("open");
    },
  };
  return (
    <FrameProvider value={value}>
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
    </FrameProvider>
  );
}
