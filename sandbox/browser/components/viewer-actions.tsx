/** @jsxImportSource preact */

import { useState } from "preact/hooks";
import type { DataClient } from "../data/client";
import { Button } from "./button";
import { useDashboard } from "./context";
import { Icon } from "./icon";

/** What the viewer's permissions allow: an Edit badge and a CSV export. */
export function ViewerActions() {
  const { client, state, layout } = useDashboard();
  const [exportState, setExportState] = useState<"idle" | "exporting" | "done" | "failed">("idle");
  const { answer, status } = state;

  async function handleExport() {
    setExportState("exporting");
    try {
      await download(client, layout.exportName);
      setExportState("done");
    } catch {
      setExportState("failed");
    }
  }

  return (
    <div class="flex flex-wrap items-center gap-2.5">
      {answer?.permissions.edit && (
        <span class="inline-flex min-h-6.5 items-center gap-1.5 rounded-full border border-current px-2.5 font-semibold text-accent text-xs">
          <Icon name="pencil" />
          Edit
        </span>
      )}
      {answer?.permissions.export && answer.rows > 0 && (
        <Button
          disabled={status === "expired" || exportState === "exporting"}
          onClick={() => void handleExport()}
        >
          <Icon name="download" />
          {exportLabels[exportState]}
        </Button>
      )}
      <span class="sr-only" role="status">
        {exportState === "done" && "CSV downloaded"}
        {exportState === "failed" && "Export failed"}
      </span>
    </div>
  );
}

const exportLabels = {
  idle: "Export CSV",
  exporting: "Exporting…",
  done: "Export CSV",
  failed: "Export failed, try again",
};

async function download(client: DataClient, name: string): Promise<void> {
  const url = URL.createObjectURL(await client.exportCsv());
  Object.assign(document.createElement("a"), { href: url, download: `${name}.csv` }).click();
  // Revoking at once would cancel the download in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
