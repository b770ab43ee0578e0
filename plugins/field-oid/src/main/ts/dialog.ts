import { css, html, nothing, type TemplateResult } from 'lit';
import { icon, stateIcon } from '@redeye/host';
import { calledCheck } from './device.ts';
import { branch, filtered, written, type Column, type Found } from './objects.ts';
import type { Picker } from './picker.ts';

/** Rows drawn; more are found with the filter. */
const SHOWN = 500;

/** Where people mostly begin. */
const PLACES: readonly (readonly [string, string])[] = [
  ['System', '1.3.6.1.2.1.1'], ['Interfaces', '1.3.6.1.2.1.2'], ['Interfaces, 64 bits', '1.3.6.1.2.1.31'],
  ['Storage and load', '1.3.6.1.2.1.25'], ['All standard', '1.3.6.1.2.1'], ['The maker’s own', '1.3.6.1.4.1'],
];

export const dialogStyles = css`
  dialog { width: min(56rem, calc(100vw - 1rem)); height: min(44rem, calc(100dvh - 1rem)); max-width: none; max-height: none; padding: 0; border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.3); background: var(--surface); color: var(--ink); box-shadow: var(--shadow-2); }
  dialog::backdrop { background: rgb(0 0 0 / .45); }
  .pick { display: grid; grid-template: auto auto auto auto minmax(0, 1fr) auto / minmax(0, 1fr); gap: .75rem; height: 100%; padding: 1rem 1.1rem; }
  .top { display: flex; align-items: center; gap: .5rem; }
  .top h2 { flex: 1; font-size: 1.125rem; font-weight: 650; letter-spacing: -.01em; }
  .where { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .6rem; }
  .where > * { display: grid; gap: .25rem; font-size: .8125rem; font-weight: 550; min-width: 0; }
  .where .line { display: flex; gap: .4rem; }
  .places { display: flex; gap: .35rem; overflow-x: auto; padding: 3px; margin: -3px; }
  .places button { flex: none; min-height: 1.75rem; padding: .1rem .65rem; border-radius: 99px; font-size: .8125rem; }
  .places button[aria-pressed=true] { border-color: var(--accent); color: var(--accent-ink); background: var(--accent-soft); }
  .list { overflow: auto; border: 1px solid var(--line); border-radius: var(--radius-s); min-height: 6rem; }
  .list li { display: grid; grid-template-columns: minmax(0, 1fr) auto; }
  .list li + li { border-top: 1px solid var(--line); }
  .list .object { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: .1rem .9rem; justify-items: start; align-items: baseline; width: 100%; min-height: 0; padding: .45rem .7rem; border: 0; border-radius: 0; background: transparent; text-align: left; white-space: normal; font-weight: 400; }
  .list .object:focus-visible { outline-offset: -2px; }
  .list b { font-family: var(--mono); font-size: .8125rem; font-weight: 550; overflow-wrap: anywhere; }
  .list .value { font-size: .875rem; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .list small { color: var(--ink-2); font-size: .75rem; overflow-wrap: anywhere; }
  .list .number { font-family: var(--mono); }
  .list .in { align-self: center; margin-right: .3rem; }
  .list .now { background: var(--accent-soft); }
  .empty { padding: 1rem; color: var(--ink-2); font-size: .875rem; text-align: center; text-wrap: balance; }
  .said { display: flex; gap: .5rem; align-items: baseline; padding: .6rem .75rem; border-radius: var(--radius-s); background: var(--critical-soft); color: var(--critical-ink); font-size: .875rem; overflow-wrap: anywhere; }
  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; font-size: .8125rem; color: var(--ink-2); min-height: 2.125rem; }
  .foot .space { flex: 1; }
  .foot > button:last-child { margin-inline-start: auto; }
  @media (max-width: 40rem) {
    .pick { padding: .75rem; gap: .55rem; }
    .where { grid-template-columns: minmax(0, 1fr); }
    .list .object { grid-template-columns: minmax(0, 1fr); }
  }
`;

/** What a person does in the dialog. */
export interface Acts {
  readonly pick: (text: string) => void;
  readonly close: () => void;
  readonly redraw: () => void;
}

/** The dialog's content: whose device, where to begin, what there is. */
export function dialogOf(picker: Picker, title: string, value: string, acts: Acts): TemplateResult {
  const offered = picker.offered;
  const matching = filtered(offered, picker.words);
  return html`<div class="pick">
    <div class="top"><h2 id="dialog-title">${title}</h2><button class="quiet icon-only" aria-label="Close" title="Close" @click=${acts.close}>${icon('close')}</button></div>
    ${where(picker)}
    <div class="places" role="group" aria-label="Usual places">${PLACES.map(([name, oid]) => html`<button aria-pressed=${picker.begin === oid} @click=${() => picker.walk(oid)}>${name}</button>`)}</div>
    <input id="words" type="search" aria-label="Filter" placeholder="Filter by name, OID or value" autocomplete="off" spellcheck="false" .value=${picker.words} @input=${(event: Event) => {
      picker.words = (event.target as HTMLInputElement).value;
      acts.redraw();
    }} @keydown=${(event: KeyboardEvent) => into(event)}>
    <div class="list" tabindex="-1" aria-busy=${picker.walking}>
      ${picker.failure === '' ? nothing : html`<p class="said" role="alert">${stateIcon('critical')}<span>${picker.failure}</span></p>`}
      ${matching.length > 0 ? html`<ul aria-label=${picker.wholeColumns ? 'Columns' : 'Objects'} @keydown=${along}>${matching.slice(0, SHOWN).map((each) => row(each, picker, value, acts))}</ul>` : html`<p class="empty">${nothingThere(picker, offered.length)}</p>`}
    </div>
    <div class="foot"><span role="status">${summary(picker, matching.length, offered.length)}</span><span class="space"></span>
      ${picker.more && !picker.walking && !picker.full ? html`<button @click=${() => picker.further()}>Walk further</button>` : nothing}
      <input id="mibs" type="file" multiple hidden aria-label="MIB files" @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        void picker.learn([...(input.files ?? [])]);
        input.value = '';
      }}><button ?disabled=${picker.walking} title="Files from the maker of the device that give its objects names" @click=${(event: Event) => (event.currentTarget as HTMLElement).parentElement!.querySelector<HTMLInputElement>('#mibs')!.click()}>Add MIB files…</button>
      <button @click=${acts.close}>Cancel</button></div>
  </div>`;
}

function where(picker: Picker): TemplateResult {
  const options = (title: string, checks: Picker['all']) => (checks.length === 0 ? nothing : html`<optgroup label=${title}>${checks.map((check) => html`<option value=${check.id} ?selected=${check.id === picker.check}>${calledCheck(check)}</option>`)}</optgroup>`);
  return html`<div class="where">
    <label>Device of the check<select @change=${(event: Event) => {
      picker.check = (event.target as HTMLSelectElement).value;
      void picker.walk();
    }}>${picker.check === '' ? html`<option value="" selected>Choose a check</option>` : nothing}${options('What is edited', picker.checks?.own ?? [])}${options('Other checks', picker.checks?.others ?? [])}</select></label>
    <div><label for="begin">Begin at</label><span class="line"><input id="begin" class="mono" spellcheck="false" autocapitalize="none" autocomplete="off" .value=${picker.begin} @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Enter') void picker.walk((event.target as HTMLInputElement).value);
    }} @change=${(event: Event) => (picker.begin = (event.target as HTMLInputElement).value)}><button ?disabled=${picker.check === ''} @click=${() => picker.walk()}>Walk</button></span></div>
  </div>`;
}

function row(each: Found | Column, picker: Picker, value: string, acts: Acts): TemplateResult {
  const text = written(each);
  const rows = 'rows' in each ? (each.rows > 1 ? `, the first of ${each.rows} rows or more` : '') : '';
  const deeper = branch(each, picker.wholeColumns);
  return html`<li class=${text === value ? 'now' : ''}><button class="object" aria-current=${text === value ? 'true' : nothing} @click=${() => acts.pick(text)}>
      <b>${text}</b><span class="value">${each.value === '' ? '(empty)' : each.value}</span>
      <small class="number">${each.oid}</small><small>${each.type}${rows}</small></button>
    <button class="quiet icon-only in" aria-label=${`Only what is below ${deeper}`} title=${`Only what is below ${deeper}`} @click=${() => picker.walk(deeper)}>${icon('right')}</button></li>`;
}

function nothingThere(picker: Picker, offered: number): string {
  if (offered > 0) return 'None of them has these words.';
  if (picker.walking) return 'Asking the device…';
  if (picker.failure !== '') return 'There is nothing to pick from.';
  if (picker.checks && picker.all.length === 0) return 'There is no check of the probe snmp yet. Save this one with an OID that each device has, such as SNMPv2-MIB::sysUpTime.0; then the others can be picked.';
  if (picker.check === '') return 'What is edited has not been saved yet, so its device cannot be asked. Choose another check of the same kind of device.';
  return picker.wholeColumns && picker.found.length > 0 ? `Below ${picker.begin} are single values, but no table.` : `The device has nothing below ${picker.begin}.`;
}

function summary(picker: Picker, matching: number, offered: number): string {
  if (picker.walking) return offered === 0 ? 'Walking…' : `${offered} so far, walking…`;
  if (picker.agent === '' || picker.failure !== '') return picker.learned;
  const what = picker.wholeColumns ? (offered === 1 ? 'column' : 'columns') : offered === 1 ? 'object' : 'objects';
  const count = matching === offered ? `${offered} ${what}` : `${matching} of ${offered} ${what}`;
  const drawn = matching > SHOWN ? `, the first ${SHOWN} shown` : '';
  const end = picker.full ? '; for more begin further down' : picker.more ? '; there are more' : '';
  return `${count} of ${picker.agent}${drawn}${end}${picker.learned === '' ? '' : `; ${picker.learned}`}`;
}

/** From the filter into the list. */
function into(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).parentElement!.querySelector<HTMLElement>('.object')?.focus();
}

/** Arrows go from object to object, and sideways to what is below one. */
function along(event: KeyboardEvent): void {
  const at = (event.target as HTMLElement).closest('li');
  const list = event.currentTarget as HTMLElement;
  const to = {
    ArrowDown: at?.nextElementSibling, ArrowUp: at?.previousElementSibling, Home: list.firstElementChild, End: list.lastElementChild,
  }[event.key];
  const side = { ArrowRight: '.in', ArrowLeft: '.object' }[event.key];
  const goal = side ? at?.querySelector<HTMLElement>(side) : to?.querySelector<HTMLElement>('.object');
  if (!goal) return;
  event.preventDefault();
  goal.focus();
}
