import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { ago, controlStyles, fullTime, icon, sharedStyles, stateIcon } from '@redeye/host';
import { getText, may, session, whyNot, type Problem } from '../data/api.ts';
import { changes, drafts, packages, pages, type PackageInfo } from '../data/catalog.ts';
import { now } from '../data/clock.ts';
import { route } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import '../editor/new-package.ts';
import type { NewPackage } from '../editor/new-package.ts';
import { editorAddress } from '../editor/outline.ts';
import '../parts/package-history.ts';
import '../parts/package-unit.ts';
import '../parts/unit-install.ts';
import { problemPlace } from '../parts/problems.ts';
import { headStyles } from './head.ts';

/** Lines drawn; a package of more is read with an editor. */
const LINES = 20_000;

/** The packages: what each holds, what is wrong with it, and its text. */
class Packages extends LitElement {
  static override properties = { _text: { state: true }, _failure: { state: true } };
  static override styles = [sharedStyles, controlStyles, headStyles, css`
    .list { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: .75rem; }
    .card { display: grid; gap: .5rem; padding: .9rem 1rem; color: inherit; text-decoration: none; align-content: start; }
    .card:hover { background: var(--hover); }
    .card p { font-size: .8125rem; }
    .card header { display: flex; gap: .5rem; align-items: baseline; }
    .card b { font-weight: 600; flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
    .sections { display: flex; flex-wrap: wrap; gap: .25rem .9rem; font-size: .8125rem; color: var(--ink-2); }
    .sections b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
    .crumbs { font-size: .875rem; }
    .boxes { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr); }
    .box { padding: .9rem 1rem; }
    .box h2 { font-size: .875rem; font-weight: 600; margin-bottom: .5rem; display: flex; gap: .5rem; align-items: center; }
    .drafts { margin-bottom: .75rem; }
    .draft { display: flex; gap: .4rem; align-items: center; color: var(--accent-ink); font-size: .8125rem; }
    .problems a.mend { font-family: inherit; white-space: nowrap; }
    .problems { display: grid; gap: .6rem; }
    .problems a { font-family: var(--mono); font-size: .8125rem; }
    .problems li { font-size: .875rem; overflow-wrap: anywhere; }
    .pending li { font-size: .875rem; display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
    .yaml { overflow: auto; font-family: var(--mono); font-size: .8125rem; line-height: 1.6; padding: .5rem 0; max-height: 75vh; }
    .yaml .line { display: grid; grid-template-columns: 3.5rem 1fr; min-width: max-content; }
    .yaml .line > span:first-child { text-align: right; padding-right: 1rem; color: var(--ink-3); user-select: none; }
    .yaml :is(.wrong, .warn, .at) :is(span:first-child, .comment) { color: var(--ink-2); }
    .yaml :is(.wrong, .warn, .at) .key { color: var(--accent-ink); }
    .yaml code { font: inherit; white-space: pre; padding-right: 1rem; tab-size: 2; }
    .yaml .comment { color: var(--ink-3); }
    .yaml .key { color: var(--accent-ink); }
    .yaml .wrong { background: var(--critical-soft); box-shadow: inset 3px 0 var(--critical-fill); }
    .yaml .warn { background: var(--warning-soft); box-shadow: inset 3px 0 var(--warning-fill); }
    .yaml .said { grid-column: 2; color: var(--critical-ink); font-family: Inter, system-ui, sans-serif; white-space: normal; padding: 0 1rem .25rem 0; max-width: 60rem; }
    .yaml .warn .said { color: var(--warning-ink); }
    .yaml .caret { color: var(--critical-ink); white-space: pre; }
    .yaml .at:not(.wrong, .warn) { background: var(--accent-soft); }
  `];

  declare _text: string | undefined;
  declare _failure: string;
  #open = '';
  #etag = '';
  #scrolled = '';

  constructor() {
    super();
    this._failure = '';
    new Watch(this, packages.value, packages.failure, pages.value, drafts.value, changes.value, session, route);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    packages.want();
    if (may('editor')) void drafts.load();
  }

  protected override willUpdate(): void {
    const open = decodeURIComponent(route.value.pathname.split('/')[3] ?? '');
    const etag = packages.value.value?.find(({ name }) => name === open)?.etag ?? '';
    if (open !== this.#open) this._text = undefined;
    if (open !== '' && (open !== this.#open || etag !== this.#etag)) void this.#load(open);
    this.#open = open;
    this.#etag = etag;
  }

  protected override updated(): void {
    const wanted = `${this.#open} ${route.value.searchParams.get('line') ?? ''}`;
    if (this._text === undefined || wanted === this.#scrolled) return;
    this.#scrolled = wanted;
    this.renderRoot.querySelector('.at')?.scrollIntoView({ block: 'center' });
  }

  async #load(name: string): Promise<void> {
    try {
      const text = await getText(`/packages/${encodeURIComponent(name)}`, 'text/yaml');
      if (name === this.#open) this._text = text;
      this._failure = '';
    } catch (failure) {
      this._failure = (failure as Error).message;
    }
  }

  protected override render(): TemplateResult {
    const all = packages.value.value;
    if (!all) return html`<div class="head"><div><h1>Packages</h1></div></div><div class="panel empty" role="status">${packages.failure.value || 'Loading the packages…'}</div>`;
    if (this.#open === '') return this.#list(all);
    const found = all.find(({ name }) => name === this.#open);
    return found ? this.#detail(found) : html`<div class="head"><div><h1>Packages</h1></div></div><div class="panel empty"><h2>There is no package “${this.#open}”</h2><a class="button" href="/_/packages">Show all packages</a></div>`;
  }

  #list(all: readonly PackageInfo[]): TemplateResult {
    return html`<div class="head"><div><h1>Packages</h1><p class="muted">What is monitored, as YAML. A file changed in the folder <code>packages</code> takes effect by itself.</p></div>
        ${(changes.value.value?.length ?? 0) > 0 ? html`<a class="button" href="/_/changes">${stateIcon('pending')}${changes.value.value!.length === 1 ? '1 change waits' : `${changes.value.value!.length} changes wait`}</a>` : nothing}
        <button class="primary" ?disabled=${!may('editor')} title=${whyNot('editor', 'Making a package') || nothing} @click=${() => this.renderRoot.querySelector<NewPackage>('rem-new-package')!.open()}>${icon('plus')}New package</button></div>
      ${this.#newDrafts(all)}
      ${all.length === 0 ? html`<div class="panel empty"><h2>No packages yet</h2><p>Make one here, or put a YAML file into the folder <code>packages</code>.</p></div>` : nothing}
      <div class="list">${all.map((each) => html`<a class="card panel" href=${`/_/packages/${encodeURIComponent(each.name)}`}>
        <header><b>${each.title || each.name}</b>${badge(each)}</header>
        <p class="muted mono">${each.file}</p>${sections(each)}
        ${Object.keys(each.pending).length > 0 ? html`<p class="muted">${Object.keys(each.pending).length} pending</p>` : nothing}${draftOf(each.name)}</a>`)}</div>
      <rem-new-package .taken=${all.map(({ name }) => name)}></rem-new-package>
      <rem-unit-install></rem-unit-install>`;
  }

  /** Packages that are only drafts yet. */
  #newDrafts(all: readonly PackageInfo[]): unknown {
    const own = [...(drafts.value.value?.values() ?? [])].filter((draft) => !all.some(({ name }) => name === draft.package));
    if (own.length === 0) return nothing;
    return html`<div class="list drafts">${own.map((draft) => html`<a class="card panel" href=${editorAddress(draft.package)}><header><b>${draft.package}</b><span class="badge">not saved yet</span></header>${draftOf(draft.package)}</a>`)}</div>`;
  }

  #detail(found: PackageInfo): TemplateResult {
    const own = (pages.value.value ?? []).filter((page) => page.package === found.name);
    const pending = Object.entries(found.pending);
    return html`<div class="head"><div><p class="crumbs"><a href="/_/packages">Packages</a></p><h1>${found.title || found.name}</h1>
        ${draftOf(found.name)}${waiting(found.name)}<p class="muted">${found.name} ${found.version}${found.applied ? html` · in force since <time title=${fullTime(found.applied)}>${ago(found.applied, now())}</time>` : ''}</p>${sections(found)}</div>
        ${badge(found)}<a class="button" href=${editorAddress(found.name)}>${icon('edit')}${may('editor') ? 'Edit' : 'Look inside'}</a>${own.map((page) => html`<a class="button" href=${page.path}>${icon('page')}${page.title}</a>`)}</div>
      <div class="boxes">
        ${this.#problems(found.name, 'critical', found.state === 'refused' ? 'Not taken over; the last good version keeps running' : 'Problems', found.problems)}
        ${this.#problems(found.name, 'warning', 'Warnings', found.warnings)}
        ${pending.length > 0 ? html`<section class="panel box"><h2>${stateIcon('pending')}Pending</h2><ul class="pending">${pending.map(([id, reason]) => html`<li><span class="mono">${id}</span><span class="muted">${reason}</span></li>`)}</ul></section>` : nothing}
        <section class="panel box"><rem-package-unit .name=${found.name} .etag=${found.etag}></rem-package-unit></section>
        <section class="panel box"><rem-package-history .name=${found.name} .etag=${found.etag}></rem-package-history></section>
        <section class="panel" aria-label=${`Text of ${found.file}`}>${this.#yaml(found)}</section>
      </div>`;
  }

  #problems(name: string, state: 'critical' | 'warning', title: string, problems: readonly Problem[]): unknown {
    if (problems.length === 0) return nothing;
    return html`<section class="panel box"><h2>${stateIcon(state)}${title}</h2><ul class="problems">${problems.map((problem) => html`
      <li><a href=${`?line=${problem.line}`}>${problemPlace(problem)}</a> ${problem.message}${problem.suggestion ? html` Did you mean <b class="mono">${problem.suggestion}</b>?` : nothing}
        ${may('editor') ? html`<a class="mend" href=${`${editorAddress(name)}?line=${problem.line}&column=${problem.column}`}>Mend it</a>` : nothing}</li>`)}</ul></section>`;
  }

  #yaml({ problems, warnings }: PackageInfo): TemplateResult {
    if (this._text === undefined) return html`<div class="empty" role="status">${this._failure || 'Loading the text…'}</div>`;
    const at = Number(route.value.searchParams.get('line'));
    const on = (all: readonly Problem[], line: number) => all.filter((problem) => problem.line === line);
    const lines = this._text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return html`<div class="yaml" tabindex="0" role="group" aria-label="YAML, read only">${lines.slice(0, LINES).map((line, index) => {
      const wrong = on(problems, index + 1);
      const warned = on(warnings, index + 1);
      const here = at === index + 1 ? 'at' : '';
      const mark = wrong.length > 0 ? 'wrong' : warned.length > 0 ? 'warn' : here;
      return html`<div class="line ${mark} ${here}"><span>${index + 1}</span>${colour(line)}
        ${[...wrong, ...warned].map((problem) => html`${problem.column > 0 ? html`<span></span><span class="caret" aria-hidden="true">${' '.repeat(problem.column - 1)}↑</span>` : nothing}<span class="said">${problem.message}${problem.suggestion ? ` Did you mean ${problem.suggestion}?` : ''}</span>`)}</div>`;
    })}${lines.length > LINES ? html`<p class="said">${lines.length - LINES} more lines are not shown.</p>` : nothing}</div>`;
  }
}

/** That I have a draft of a package, if I have. */
function draftOf(name: string): unknown {
  const draft = drafts.value.value?.get(name);
  return draft ? html`<p class="draft">${icon('edit')}Your draft of <time title=${fullTime(draft.saved)}>${ago(draft.saved, now())}</time></p>` : nothing;
}

/** That changes of a package wait for a second person, if some do. */
function waiting(name: string): unknown {
  const own = changes.value.value?.filter((change) => change.name === name) ?? [];
  return own.length === 0 ? nothing : html`<p class="draft"><a href=${`/_/changes?change=${own[0]!.id}`}>${own.length === 1 ? 'A change waits' : `${own.length} changes wait`} for approval</a></p>`;
}

function badge({ state, problems, warnings }: PackageInfo): TemplateResult {
  if (problems.length > 0) return html`<span class="badge critical">${stateIcon('critical')}${state === 'refused' ? 'refused' : 'problems'}</span>`;
  if (warnings.length > 0) return html`<span class="badge warning">${stateIcon('warning')}${warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`}</span>`;
  return html`<span class="badge ok">${stateIcon('ok')}applied</span>`;
}

function sections({ sections: all }: PackageInfo): TemplateResult {
  return html`<p class="sections">${Object.entries(all).map(([name, number]) => html`<span><b>${number}</b> ${name}</span>`)}</p>`;
}

/** Comments and keys only: enough to read by. */
function colour(line: string): TemplateResult {
  if (/^\s*#/.test(line)) return html`<code class="comment">${line}</code>`;
  // a comment behind a value begins with a space, and not within quotes
  const [, code, comment] = /^((?:[^"'#]|"[^"]*"|'[^']*'|(?<!\s)#)*?)(\s#.*)?$/.exec(line) ?? ['', line, ''];
  const key = /^(\s*(?:- )?)([^\s#'"{[\-][^:#]*|"[^"]*")(:)(\s.*)?$/.exec(code ?? line);
  const tail = comment ? html`<span class="comment">${comment}</span>` : nothing;
  return key ? html`<code>${key[1]}<span class="key">${key[2]}</span>:${key[4] ?? ''}${tail}</code>` : html`<code>${code}${tail}</code>`;
}

customElements.define('rem-packages', Packages);
