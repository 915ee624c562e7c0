/** @jsxImportSource preact */
import { render } from "preact";
import { DashboardContext, useDashboard } from "./components/context";
import { FilterBar, ReportPanel } from "./components/filter-bar";
import { Heading } from "./components/heading";
import { KeyFigures } from "./components/key-figures";
import { Notice } from "./components/notice";
import { PageList, PageTabs } from "./components/page-navigation";
import { SandboxBanner } from "./components/sandbox-banner";
import { ViewerActions } from "./components/viewer-actions";
import { WidgetView } from "./components/widget";
import { type Answer, hasMargin } from "./data/answer";
import type { DataClient } from "./data/client";
import { createFormat } from "./data/format";
import type { Layout, Page } from "./layout";

export type DashboardOptions = {
  root: HTMLElement;
  client: DataClient;
  layout: Layout;
  title: string;
  /** Empty: the answer's. */
  locale: string;
  timeZone: string;
  /** `section` inside of a page that has its own main landmark. */
  landmark?: "main" | "section";
  initialPage?: string | undefined;
  onPageChange?: (id: string) => void;
  onExpand?: (expanded: boolean) => void;
};

export type Dashboard = {
  currentPage(): string;
  /** Ignores pages that don't exist or that the viewer can't see. */
  selectPage(id: string): void;
  /** Fills the dashboard with one widget; null restores it. Unknown ids are ignored. */
  expand(widgetId: string | null): void;
  close(): void;
};

/** Renders synchronously on each change, so a vendor's messages never run ahead of the screen. */
export function showDashboard(options: DashboardOptions): Dashboard {
  const { root, client, layout } = options;
  let selectedPage = options.initialPage;
  let expanded: string | null = null;

  const pages = () => visiblePages(layout.pages, client.state().answer);
  const currentPage = () => {
    const [first] = pages();
    return pages().find(({ id }) => id === selectedPage)?.id ?? first?.id ?? "";
  };

  function selectPage(id: string) {
    if (id === currentPage() || !pages().some((page) => page.id === id)) return;
    selectedPage = id;
    draw();
    options.onPageChange?.(id);
  }

  function expand(widgetId: string | null) {
    const page = pages().find(({ widgets }) => widgets.some(({ id }) => id === widgetId));
    if (widgetId === expanded || (widgetId !== null && !page)) return;
    if (page) selectPage(page.id);
    expanded = widgetId;
    draw();
    options.onExpand?.(expanded !== null);
  }

  function draw() {
    const state = client.state();
    const { answer } = state;
    const format = createFormat({
      locale: options.locale || answer?.locale || "en-US",
      timeZone: options.timeZone || answer?.timeZone || "UTC",
      currency: answer?.currency ?? "USD",
    });
    root.setAttribute("aria-busy", String(state.isFetching));
    render(
      <DashboardContext.Provider value={{ client, state, format, layout, expanded, expand }}>
        <DashboardPage {...options} pages={pages()} current={currentPage()} onSelect={selectPage} />
      </DashboardContext.Provider>,
      root,
    );
  }

  root.className = `@container ${layout.classes.root}`;
  client.subscribe(draw);
  draw();
  return { currentPage, selectPage, expand, close: () => render(null, root) };
}

function visiblePages(pages: Page[], answer: Answer | null): Page[] {
  return pages.filter(({ isVisible }) => !answer || !isVisible || isVisible(answer));
}

function DashboardPage(
  props: DashboardOptions & { pages: Page[]; current: string; onSelect: (id: string) => void },
) {
  const { layout, title, landmark: Landmark = "main", pages, current, onSelect } = props;
  const { state, expanded } = useDashboard();
  const { classes, navigation, filters } = layout;
  const navigationProps = { label: navigation?.label ?? "", pages, current, onSelect };
  return (
    <>
      <SandboxBanner />
      <div class={classes.shell}>
        {navigation?.kind === "list" && (
          <PageList {...navigationProps} collapsible={navigation.collapsible} />
        )}
        <Landmark class={classes.main} {...(Landmark === "section" && { "aria-label": title })}>
          <header class={classes.header}>
            <Heading title={title} />
            {filters === "header" && <FilterBar />}
            <ViewerActions />
          </header>
          {filters === "toolbar" && <FilterBar />}
          <div class={classes.body}>
            <Notice />
            {filters === "report-panel" && <ReportPanel />}
            <div
              hidden={state.status === "failed"}
              class={`transition-opacity ${classes.content} ${state.status === "expired" ? "opacity-75 grayscale-85" : ""}`}
            >
              {!expanded && <KeyFigures names={layout.figures} />}
              {pages.map((page) => (
                <PageView key={page.id} page={page} isCurrent={page.id === current} />
              ))}
            </div>
          </div>
          {navigation?.kind === "tabs" && <PageTabs {...navigationProps} />}
        </Landmark>
      </div>
    </>
  );
}

function PageView({ page, isCurrent }: { page: Page; isCurrent: boolean }) {
  const { state, layout, expanded } = useDashboard();
  const { navigation } = layout;
  const isTab = navigation?.kind === "tabs";
  const lacksMargin = state.answer !== null && !hasMargin(state.answer);
  return (
    <div
      id={page.id}
      hidden={navigation !== null && !isCurrent}
      class={expanded ? "block" : page.class}
      {...(isTab && { role: "tabpanel", "aria-labelledby": `tab-${page.id}` })}
    >
      {page.withoutMargin && lacksMargin && <p class="p-6 text-muted">{page.withoutMargin}</p>}
      {page.widgets.map((widget) => (
        <WidgetView key={widget} widget={widget} />
      ))}
    </div>
  );
}
