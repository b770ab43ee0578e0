import { session, type Session } from './api.ts';
import { expectPage, widgets, type Page, type WidgetInfo } from './catalog.ts';

/** What the server wrote into the page for who is signed in, so that the first look asks for nothing. */
interface Opening {
  readonly session: Session;
  readonly widgets: readonly WidgetInfo[];
  /** The page of a package at this address. */
  readonly page?: Page;
}

/** Takes over what came with the page. @returns whether anything did */
export function takeOpening(): boolean {
  const element = document.getElementById('opening');
  if (!element) return false;
  element.remove();
  const { session: who, widgets: known, page } = JSON.parse(element.textContent) as Opening;
  widgets.value.value = new Map(known.map((widget) => [widget.id, widget]));
  if (page) expectPage(page);
  session.value = who;
  return true;
}
