import { html, type TemplateResult } from 'lit';
import { fromAddress } from '../editor/outline.ts';

export interface Own {
  readonly path: string;
  readonly title: string;
  readonly icon: string;
  readonly tag: string;
  readonly load: () => Promise<unknown>;
}

/** The console's own pages; each is loaded when it is first opened. */
export const OWN: readonly Own[] = [
  { path: '/_/alerts', title: 'Alerts', icon: 'bell', tag: 'rem-alerts', load: () => import('./alerts.ts') },
  { path: '/_/oncall', title: 'On call', icon: 'calendar', tag: 'rem-oncall', load: () => import('./oncall.ts') },
  { path: '/_/rules', title: 'Rules', icon: 'rule', tag: 'rem-rules', load: () => import('./rules.ts') },
  { path: '/_/slas', title: 'Service levels', icon: 'level', tag: 'rem-slas', load: () => import('./slas.ts') },
  { path: '/_/maintenance', title: 'Maintenance', icon: 'wrench', tag: 'rem-maintenance', load: () => import('./maintenance.ts') },
  { path: '/_/checks', title: 'Checks', icon: 'checks', tag: 'rem-checks', load: () => import('./checks.ts') },
  { path: '/_/plugins', title: 'Plugins', icon: 'plugins', tag: 'rem-plugins', load: () => import('./plugins.ts') },
  { path: '/_/packages', title: 'Packages', icon: 'packages', tag: 'rem-packages', load: () => import('./packages.ts') },
  { path: '/_/changes', title: 'Changes', icon: 'edit', tag: 'rem-changes', load: () => import('./changes.ts') },
  { path: '/_/sites', title: 'Sites', icon: 'site', tag: 'rem-sites', load: () => import('./sites.ts') },
  { path: '/_/system', title: 'System', icon: 'system', tag: 'rem-system', load: () => import('./system.ts') },
];

/** Not in the navigation: it belongs to a package. */
const EDITOR: Own = { path: '/_/packages', title: 'Packages', icon: 'packages', tag: 'rem-package-editor', load: () => import('./editor.ts') };

/** Not in the navigation: one alert of the list. */
const ALERT: Own = { path: '/_/alerts', title: 'Alerts', icon: 'bell', tag: 'rem-alert', load: () => import('./alert.ts') };

/** What is wrong and who cares stands apart from what the platform is made of. */
export const WATCH = new Set(['/_/alerts', '/_/oncall', '/_/rules', '/_/slas', '/_/maintenance']);

/** The page of the console at an address; undefined if it is a package's. */
export function ownPage(pathname: string): Own | undefined {
  if (fromAddress(pathname)) return EDITOR;
  if (/^\/_\/alerts\/[^/]+$/.test(pathname)) return ALERT;
  return OWN.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
}

/** The element of a page, once it is loaded. */
export function ownElement(tag: string): TemplateResult {
  switch (tag) {
    case 'rem-alerts': return html`<rem-alerts></rem-alerts>`;
    case 'rem-alert': return html`<rem-alert></rem-alert>`;
    case 'rem-oncall': return html`<rem-oncall></rem-oncall>`;
    case 'rem-rules': return html`<rem-rules></rem-rules>`;
    case 'rem-slas': return html`<rem-slas></rem-slas>`;
    case 'rem-maintenance': return html`<rem-maintenance></rem-maintenance>`;
    case 'rem-checks': return html`<rem-checks></rem-checks>`;
    case 'rem-plugins': return html`<rem-plugins></rem-plugins>`;
    case 'rem-packages': return html`<rem-packages></rem-packages>`;
    case 'rem-changes': return html`<rem-changes></rem-changes>`;
    case 'rem-sites': return html`<rem-sites></rem-sites>`;
    case 'rem-package-editor': return html`<rem-package-editor></rem-package-editor>`;
    default: return html`<rem-system></rem-system>`;
  }
}
