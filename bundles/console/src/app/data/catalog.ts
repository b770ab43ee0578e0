// What the console knows of pages, widgets, plugins and packages: loaded once, then kept fresh by events.
import { get, list, type Problem } from './api.ts';
import { soon } from './frame.ts';
import { onEvent, onGap } from './live.ts';
import type { PluginModule } from './module-loader.ts';
import { Signal } from './signal.ts';
import type { Plan } from './unit-info.ts';

export interface PageInfo {
  readonly id: string;
  readonly package: string;
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly path: string;
}

export interface PageWidget {
  readonly id: string;
  readonly widget: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly settings: Record<string, unknown>;
  readonly problems?: readonly string[];
}

export interface Page extends PageInfo {
  readonly widgets: readonly PageWidget[];
}

export interface WidgetInfo extends PluginModule {
  readonly title: string;
}

/** What edits a type of field in forms. */
export interface FieldEditorInfo extends PluginModule {
  /** The console's own element that stands in for it. */
  readonly element: string;
}

export interface PluginInfo {
  readonly kind: string;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly help: string;
  readonly bundle: string;
  readonly state: 'active' | 'pending' | 'failed';
  readonly reason: string;
}

/** An address that a package serves. */
export interface RouteInfo {
  readonly kind: 'page' | 'rpc' | 'static';
  readonly package: string;
  readonly path: string;
  readonly id: string;
  /** `public`, or the least role that is served. */
  readonly audience: string;
  readonly calls: number;
  readonly errors: number;
  /** How long all calls took together. */
  readonly seconds: number;
}

export interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly file: string;
  readonly etag: string;
  readonly applied: number | null;
  readonly state: 'applied' | 'refused';
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly sections: Readonly<Record<string, number>>;
  readonly pending: Readonly<Record<string, string>>;
}

/** A change of a package that waits for a second person. */
export interface PendingChange {
  readonly id: string;
  /** The package. */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly author: string;
  readonly message: string;
  readonly why: string;
  readonly plan: Plan;
  /** Why who is signed in may not approve it; null if they may. */
  readonly objection: string | null;
}

/** A text that was edited and is not saved. */
export interface DraftInfo {
  readonly package: string;
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly saved: number;
  readonly size: number;
}

/** What was loaded of one thing: undefined until it is there; the last failure in words. */
export class Resource<T> {
  readonly value = new Signal<T | undefined>(undefined);
  readonly failure = new Signal('');
  readonly #load: () => Promise<T>;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(load: () => Promise<T>, types: readonly string[]) {
    this.#load = load;
    const reload = soon(() => this.#wanted && void this.load(), 100);
    for (const type of types) onEvent(type, reload);
    onGap(reload);
  }

  get #wanted(): boolean {
    return this.value.value !== undefined || this.failure.value !== '' || this.#running !== undefined;
  }

  /** Loads it unless it is there. */
  want(): void {
    if (!this.#wanted) void this.load();
  }

  /** Loads it (again). */
  load(): Promise<void> {
    if (this.#running) {
      // what is under way may have missed the news
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#again) {
        this.#again = false;
        void this.load();
      }
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      this.value.value = await this.#load();
      this.failure.value = '';
    } catch (failure) {
      this.failure.value = (failure as Error).message;
    }
  }
}

export const pages = new Resource<PageInfo[]>(() => list('/pages'), ['page', 'package']);
export const widgets = new Resource<ReadonlyMap<string, WidgetInfo>>(
  async () => new Map((await list<WidgetInfo>('/widgets')).map((widget) => [widget.id, widget])),
  ['plugin'],
);
export const fieldEditors = new Resource<ReadonlyMap<string, FieldEditorInfo>>(
  async () => new Map((await list<FieldEditorInfo>('/field-editors')).map((editor) => [editor.id, editor])),
  ['plugin'],
);
export const plugins = new Resource<PluginInfo[]>(() => list('/plugins'), ['plugin']);
export const packages = new Resource<PackageInfo[]>(() => list('/packages'), ['package', 'plugin']);
/** What waits for a second person; for editors only. */
export const changes = new Resource<PendingChange[]>(() => list('/changes'), ['change', 'package']);
export const routes = new Resource<RouteInfo[]>(() => list('/routes'), ['package', 'plugin']);

/** What I edited and have not saved, by package. Loaded again by whoever shows it. */
export const drafts = new Resource<ReadonlyMap<string, DraftInfo>>(async () => new Map((await list<DraftInfo>('/drafts')).map((draft) => [draft.package, draft])), []);

let early: { readonly path: string; readonly page: Promise<Page> } | undefined;

/** Asks for the page of an address before anything is drawn; for the first {@link loadPage} of it. */
export function prefetchPage(pathname: string): void {
  const [, packageName, name, ...rest] = pathname.split('/');
  if (!packageName || packageName === '_' || !name || rest.length > 0) return;
  const path = `/pages/${packageName}/${name}`;
  early = { path, page: get(path) };
  // whoever asks for it hears of the failure
  early.page.catch(() => {});
}

/** Keeps a page that came early, for the first {@link loadPage} of it. */
export function expectPage(page: Page): void {
  early = { path: pathOf(page.package, page.name), page: Promise.resolve(page) };
}

/** A page with its widgets. */
export function loadPage(packageName: string, name: string): Promise<Page> {
  const path = pathOf(packageName, name);
  const known = early?.path === path ? early.page : undefined;
  early = undefined;
  return known ?? get(path);
}

function pathOf(packageName: string, name: string): string {
  return `/pages/${encodeURIComponent(packageName)}/${encodeURIComponent(name)}`;
}
