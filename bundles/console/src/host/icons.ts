import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { State } from './types.ts';

// Each state has a shape of its own, so that colour is never the only sign. 16 × 16, drawn for this project.
const SHAPES: Record<State | 'stale', SVGTemplateResult> = {
  ok: svg`<circle cx="8" cy="8" r="7" class="f"/><path d="m4.800 8.300 2.200 2.200 4.300-4.700" class="s"/>`,
  warning: svg`<path d="M8 1.200c.5 0 .9.2 1.100.7l5.700 10.800c.5.900-.1 2-1.200 2H2.400c-1 0-1.700-1.100-1.200-2L6.900 1.900c.2-.5.6-.7 1.100-.7Z" class="f"/><path d="M8 5.600v4" class="s"/><circle cx="8" cy="12" r="1.050" class="d"/>`,
  critical: svg`<path d="M5.200 1h5.600L15 5.200v5.600L10.800 15H5.200L1 10.800V5.200Z" class="f"/><path d="m5.600 5.600 4.800 4.800m0-4.800-4.800 4.800" class="s"/>`,
  unknown: svg`<path d="M8 .6 15.400 8 8 15.400.6 8Z" class="f"/><path d="M6.100 6.500c0-1.100.8-1.800 1.900-1.800s1.900.7 1.900 1.700c0 1.300-1.900 1.400-1.900 2.800" class="s"/><circle cx="8" cy="11.300" r=".95" class="d"/>`,
  pending: svg`<circle cx="8" cy="8" r="6.200" class="o"/><path d="M8 4.600V8l2.300 1.500" class="l"/>`,
  stale: svg`<path d="M8 1.800a6.200 6.200 0 1 1-5.800 4" class="l"/><path d="M1.600 2.300v3.700h3.700M8 4.800V8l2.200 1.600" class="l"/>`,
};

/** The symbol of a state; decoration: the word stands beside it, or in `label`. */
export function stateIcon(state: State | 'stale', label = ''): TemplateResult {
  const shape = SHAPES[state] ?? SHAPES.unknown;
  return label === ''
    ? html`<svg class="state-icon ${state}" viewBox="0 0 16 16" aria-hidden="true">${shape}</svg>`
    : html`<svg class="state-icon ${state}" viewBox="0 0 16 16" role="img" aria-label=${label}>${shape}</svg>`;
}

const LINES: Record<string, string> = {
  menu: 'M2 4h12M2 8h12M2 12h12',
  close: 'm3.500 3.500 9 9m0-9-9 9',
  plus: 'M8 2.500v11M2.500 8h11',
  trash: 'M2.500 4.200h11M6 4V2.500h4V4M4 4.500l.6 9h6.800l.6-9M6.700 7v4M9.300 7v4',
  play: 'M4.500 2.800v10.400L13 8Z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1.100 1.100M11.900 11.900 13 13M3 13l1.100-1.100M11.900 4.100 13 3',
  moon: 'M13.500 9.600A6 6 0 0 1 6.400 2.500a6 6 0 1 0 7.100 7.100Z',
  auto: 'M8 2a6 6 0 1 0 0 12ZM8 2a6 6 0 0 1 0 12',
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9ZM10.300 10.300 14 14',
  exit: 'M6 2.500H3v11h3M10.500 5 13.500 8l-3 3M13 8H6.500',
  user: 'M8 2.300a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600ZM2.700 13.700c.5-2.600 2.600-4 5.300-4s4.800 1.400 5.300 4',
  checks: 'm2 4.200 1.300 1.300 2.200-2.600M2 11.200l1.300 1.300 2.200-2.600M8 4.500h6M8 11.500h6',
  plugins: 'M6 2.500v3M10 2.500v3M4 5.500h8v2.700a4 4 0 0 1-8 0ZM8 12.200v2.300',
  packages: 'm8 1.800 5.700 2.900v6.600L8 14.200l-5.700-2.900V4.700ZM2.500 4.800 8 7.600l5.500-2.800M8 7.600v6.400',
  system: 'M2 3h12v7.500H2ZM5.500 13.500h5M8 10.500v3',
  site: 'M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800ZM1.800 8h12.400M8 1.800c-3.600 3.400-3.600 9 0 12.400M8 1.800c3.600 3.400 3.600 9 0 12.400',
  page: 'M2 2.500h5v5H2ZM9 2.500h5v3H9ZM9 7.500h5v6H9ZM2 9.500h5v4H2Z',
  host: 'M2.500 2.500h11v4.300h-11ZM2.500 9.200h11v4.300h-11ZM5 4.700h.1M5 11.400h.1',
  chart: 'M2 2v12h12M4.500 10.500 7 7l2.500 2 4-5',
  down: 'm3.500 6 4.500 4.500L12.500 6',
  up: 'm3.500 10.500 4.500-4.500 4.500 4.500',
  right: 'm6 3.500 4.500 4.500L6 12.500',
  wall: 'M2 5.500V2.500h3M11 2.500h3v3M14 10.500v3h-3M5 13.500H2v-3',
  key: 'M10.500 2a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM8 8l-5.500 5.500M4.500 11.500 6 13',
  copy: 'M5.500 5.500h8v8h-8ZM10.500 5.500v-3h-8v8h3',
  undo: 'M5.500 2.500 2.500 5.500l3 3M2.500 5.500h7a4 4 0 0 1 0 8H6',
  redo: 'm10.500 2.500 3 3-3 3M13.500 5.500h-7a4 4 0 0 0 0 8H10',
  cut: 'M4.500 9.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM11.500 9.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM5.700 9.900 11.500 2M10.300 9.900 4.500 2',
  paste: 'M5.500 3H3v11h10V3h-2.500M5.500 1.800h5v2.700h-5ZM5.500 8h5M5.500 11h5',
  edit: 'm10.500 2.500 3 3-8 8H2.500v-3ZM8.700 4.300l3 3',
  twice: 'M5.500 5.500h8v8h-8ZM10.500 5.500v-3h-8v8h3M9.500 7.500v4M7.500 9.500h4',
  tree: 'M2.500 2.500h4v3h-4ZM9.500 6.500h4v3h-4ZM9.500 11.500h4v3h-4ZM4.500 5.500V13h5M4.500 8h5',
  bell: 'M8 1.800v1M3.500 11.500c1.200-1.200 1-2.500 1-4.200a3.500 3.500 0 0 1 7 0c0 1.700-.2 3 1 4.200ZM6.500 13.500a1.600 1.600 0 0 0 3 0',
  silent: 'M3.500 11.500c1.200-1.200 1-2.500 1-4.200a3.500 3.500 0 0 1 .5-1.800M6.200 4.100A3.500 3.500 0 0 1 11.500 7.300c0 1 0 1.800.2 2.500M3.500 11.500h7.700M6.500 13.500a1.600 1.600 0 0 0 3 0M2 2l12 12',
  calendar: 'M2.500 3.500h11v10h-11ZM2.500 6.500h11M5.500 2v3M10.500 2v3M5 9h2M9 9h2M5 11.300h2',
  rule: 'M2 12.500h12M2 4.500h12M4 12.500 6.500 8l2 2.500 3.500-8',
  level: 'M8 2a6 6 0 0 0-5.200 9M13.200 11A6 6 0 0 0 8 2M8 8.500l2.800-3.300M6.800 9.700a1.600 1.600 0 1 0 2.400 0 1.600 1.600 0 0 0-2.400 0M4 13.500h8',
  wrench: 'M13.500 4.800a3.500 3.500 0 0 1-4.700 4.100l-4.600 4.600-1.700-1.700 4.600-4.600a3.500 3.500 0 0 1 4.100-4.700L9 4.700 11.300 7Z',
  note: 'M3 2.500h10v7.500l-3.500 3.500H3ZM13 10H9.500v3.500M5.500 5.500h5M5.500 8h3',
  info: 'M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800ZM8 7.300v3.800M8 4.900h.1',
};

/** A line drawing in the colour of the text; decoration only. */
export function icon(name: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${LINES[name] ?? ''} /></svg>`;
}
