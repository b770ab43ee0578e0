import type { WidgetInfo } from './catalog.ts';

export interface WidgetProblem {
  /** The same for the same problem. */
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly retry: boolean;
}

type Found = { readonly tag: string } | { readonly problem: WidgetProblem };

const loading = new Map<string, Promise<Found>>();

/**
 * The tag under which a widget of this version is defined; defines it first if need be. Each version has a tag of its
 * own (elements cannot be defined anew), so two can live on one page.
 */
export function widgetTag(info: WidgetInfo | undefined, id: string): Promise<Found> {
  if (!info) {
    return Promise.resolve({
      problem: { key: `needs ${id}`, title: `Needs widget:${id}`, detail: 'No active plugin brings this widget. The tile fills as soon as one is installed.', retry: false },
    });
  }
  let found = loading.get(info.module);
  if (!found) {
    found = define(info);
    loading.set(info.module, found);
    void found.then((result) => 'problem' in result && loading.delete(info.module));
  }
  return found;
}

async function define({ id, version, module, export: name }: WidgetInfo): Promise<Found> {
  const tag = `rem-w-${id}-${module.split('/').at(-2)?.toLowerCase() ?? 'x'}`;
  if (customElements.get(tag)) return { tag };
  const broken = (detail: string): Found => ({
    problem: { key: `${module} ${detail}`, title: `widget:${id} ${version} cannot be loaded`, detail, retry: true },
  });
  try {
    const found = (await import(module))[name];
    if (typeof found !== 'function' || !(found.prototype instanceof HTMLElement)) {
      return broken(`Its module exports no element class "${name}"; widget.json names it.`);
    }
    // a class can be defined only once: a subclass lets one class serve two tags
    customElements.define(tag, class extends found {});
    return { tag };
  } catch (failure) {
    return broken((failure as Error).message);
  }
}
