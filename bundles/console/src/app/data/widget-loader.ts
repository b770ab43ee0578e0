import type { WidgetInfo } from './catalog.ts';
import { defined } from './module-loader.ts';

export interface WidgetProblem {
  /** The same for the same problem. */
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly retry: boolean;
}

type Found = { readonly tag: string } | { readonly problem: WidgetProblem };

/** The tag under which a widget of this version is defined; defines it first if need be. */
export async function widgetTag(info: WidgetInfo | undefined, id: string): Promise<Found> {
  if (!info) {
    return {
      problem: { key: `needs ${id}`, title: `Needs widget:${id}`, detail: 'No active plugin brings this widget. The tile fills as soon as one is installed.', retry: false },
    };
  }
  const found = await defined('rem-w', 'widget.json', info);
  if ('tag' in found) return found;
  return { problem: { key: `${info.module} ${found.problem}`, title: `widget:${info.id} ${info.version} cannot be loaded`, detail: found.problem, retry: true } };
}
