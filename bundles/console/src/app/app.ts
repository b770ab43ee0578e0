import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, count, icon, sharedStyles, standing, stateIcon, worst, type Standing } from '@redeye/host';
import { ApiError, get, may, send, session, type Session } from './data/api.ts';
import { changes, pages, packages, plugins, widgets } from './data/catalog.ts';
import { checks, checksFailure, loadChecks } from './data/checks.ts';
import { now, onTick } from './data/clock.ts';
import { whenIdle } from './data/frame.ts';
import { groupBy } from './data/group.ts';
import { frontPage } from './data/landing.ts';
import { line, onEvent, reconnect } from './data/live.ts';
import { navigate, replace, route } from './data/router.ts';
import { Watch } from './data/signal.ts';
import { goingOn } from './alerts/store.ts';
import { chooseTheme, themeChoice, type ThemeChoice } from './data/theme.ts';
import { watchForNewVersion } from './data/version.ts';
import { fromAddress } from './editor/outline.ts';
import { lookOf } from './alerts/words.ts';
import { shortAddress } from './alerts/short.ts';
import './parts/announcer.ts';
import './parts/banner.ts';
import './parts/check-panel.ts';
import './parts/line-status.ts';
import './parts/toast.ts';
import { OWN, ownElement, ownPage, WATCH, type Own } from './pages/own.ts';
import './pages/page.ts';
import './pages/sign-in.ts';

/** The shell: navigation, sign-in, what is wrong, and the page of the address. */
class App extends LitElement {
  static override properties = { _menu: { state: true }, _wall: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { --bar: 3.250rem; min-height: 100vh; }
    .skip { position: fixed; top: .5rem; left: .5rem; z-index: 50; transform: translateY(-300%); }
    .skip:focus { transform: none; }
    .frame { display: grid; grid-template-columns: 14.500rem minmax(0, 1fr); min-height: 100vh; }
    nav.side { position: sticky; top: 0; height: 100vh; display: flex; flex-direction: column; background: var(--nav); border-right: 1px solid var(--line); z-index: 20; }
    .brand { display: flex; align-items: center; gap: .6rem; height: var(--bar); padding: 0 1rem; color: inherit; font-weight: 650; font-size: .9375rem; letter-spacing: -.01em; text-decoration: none; flex: none; }
    .brand img { width: 1.75rem; height: 1.75rem; }
    .groups { flex: 1; overflow-y: auto; padding: .25rem .625rem 1rem; }
    .groups h2 { margin: 1rem .5rem .3rem; font-size: .75rem; font-weight: 550; color: var(--ink-3); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .groups a { display: flex; align-items: center; gap: .6rem; padding: .4rem .5rem; border-radius: var(--radius-s); color: var(--ink-2); font-size: .875rem; font-weight: 500; text-decoration: none; }
    .groups a:hover { background: var(--hover); color: var(--ink); }
    .groups a[aria-current=page] { background: var(--accent-soft); color: var(--accent-ink); font-weight: 600; }
    .groups a span.name { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .groups .badge { padding: 0 .45em; font-size: .75rem; }
    .foot { padding: .625rem; border-top: 1px solid var(--line); display: grid; gap: .5rem; }
    .who { display: flex; align-items: center; gap: .5rem; padding-left: .5rem; font-size: .8125rem; color: var(--ink-2); min-width: 0; }
    .who span { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .who b { color: var(--ink); font-weight: 550; }
    .themes { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2px; padding: 2px; margin: 0; border: 0; border-radius: var(--radius-s); background: var(--inset); }
    .themes button { min-height: 1.75rem; padding: 0; border: 0; background: none; color: var(--ink-2); font-size: .8125rem; font-weight: 500; }
    .themes button[aria-pressed=true] { background: var(--surface); color: var(--ink); box-shadow: var(--shadow-1); }
    .top { position: sticky; top: 0; z-index: 10; display: none; align-items: center; gap: .5rem; height: var(--bar); padding: 0 .75rem; background: var(--nav); border-bottom: 1px solid var(--line); }
    .top .brand { flex: 1; padding: 0; min-width: 0; }
    main { display: block; min-width: 0; padding: 0 1.25rem 2rem; outline: none; }
    main.full { display: flex; flex-direction: column; height: 100dvh; padding-bottom: 0; }
    main.full > :last-child { flex: 1; min-height: 0; }
    .veil { display: none; }
    .frame.wall { grid-template-columns: minmax(0, 1fr); }
    .frame.wall nav.side, .frame.wall .top { display: none; }
    .none { display: grid; place-content: center; justify-items: center; gap: .75rem; min-height: 60vh; text-align: center; color: var(--ink-2); }
    .none h1 { font-size: 1.25rem; color: var(--ink); }
    @media (max-width: 900px) {
      .frame { grid-template-columns: minmax(0, 1fr); grid-template-rows: auto 1fr; }
      .top { display: flex; }
      nav.side { position: fixed; inset: 0 auto 0 0; width: min(17rem, 85vw); visibility: hidden; transform: translateX(-100%); transition: transform .18s ease, visibility .18s; }
      .open nav.side { visibility: visible; transform: none; box-shadow: var(--shadow-2); }
      .open .veil { display: block; position: fixed; inset: 0; z-index: 15; background: rgb(0 0 0 / .45); }
      main { padding: 0 .75rem 2rem; }
      main.full { height: calc(100dvh - var(--bar)); }
    }
  `];

  declare _menu: boolean;
  declare _wall: boolean;
  readonly #loaded = new Set<string>();
  #shown = '';

  constructor() {
    super();
    this._menu = false;
    new Watch(this, session, route, pages.value, pages.failure, checks, packages.value, plugins.value, changes.value, themeChoice, line, goingOn.known, goingOn.failure);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // the boot screen was ours until now
    this.replaceChildren();
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this._menu) this.#closeMenu();
    });
    watchForNewVersion();
    // what stands still grows stale without any event
    onTick((time) => Math.round(time / 1000) % 5 === 0 && this.requestUpdate());
  }

  protected override willUpdate(): void {
    this._wall = route.value.searchParams.has('wall');
    document.documentElement.toggleAttribute('data-wall', this._wall);
    const { pathname } = route.value;
    // within the editor each entry has an address; going from one to the next is no arrival
    const place = /^\/_\/packages\/[^/]+\/edit(?=\/|$)/.exec(pathname)?.[0] ?? pathname;
    if (place !== this.#shown) {
      if (this.#shown !== '') this.updateComplete.then(() => this.#arrive());
      this.#shown = place;
      this._menu = false;
    }
    // in place: with '/' in the history, 'back' would lead forward again
    const short = shortAddress(pathname, pages.value.value ?? []);
    if (short) replace(short + route.value.search);
    if (pathname === '/' && session.value && pages.value.value) replace(frontPage(pages.value.value));
    document.title = `${this.#title()}Red Eye Monitor`;
  }

  #arrive(): void {
    scrollTo(0, 0);
    this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  /** What is wrong stands first: it is what a browser shows of a tab. */
  #title(): string {
    const { pathname } = route.value;
    const here = OWN.find(({ path }) => pathname.startsWith(path))?.title ?? pages.value.value?.find(({ path }) => path === pathname)?.title;
    const problems = [...(checks.value?.values() ?? [])].filter(({ state }) => state === 'critical').length;
    return `${problems > 0 ? `(${problems} critical) ` : ''}${here ? `${here} · ` : ''}`;
  }

  protected override render(): TemplateResult {
    if (session.value === undefined) return html`<div class="none" role="status">${line.value.state === 'waiting' ? html`<h1>The server cannot be reached.</h1><p>Trying again by itself.</p>` : nothing}</div>`;
    if (session.value === null || route.value.pathname === '/_/sign-in') return html`<rem-sign-in></rem-sign-in><rem-toast></rem-toast>`;
    return html`
      <nav aria-label="Shortcut"><button class="skip" @click=${this.#skip}>Skip to the content</button></nav>
      <div class="frame ${this._menu ? 'open' : ''} ${this._wall ? 'wall' : ''}">
        <header class="top">
          <button class="quiet icon-only" aria-label="Menu" aria-expanded=${this._menu} aria-controls="side" @click=${() => (this._menu = true)}>${icon('menu')}</button>
          <a class="brand" href="/"><img src="/console/logo.svg" alt="">Red Eye Monitor</a>
          <rem-line-status compact></rem-line-status>
        </header>
        ${this.#side(session.value)}
        <div class="veil" @click=${this.#closeMenu}></div>
        <main id="main" tabindex="-1" class=${fromAddress(route.value.pathname) ? 'full' : ''}>
          <rem-banner></rem-banner>
          ${this.#page()}
        </main>
      </div>
      <rem-check-panel></rem-check-panel>
      <rem-toast></rem-toast>
      <rem-announcer></rem-announcer>
    `;
  }

  #skip = () => {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus();
  };

  #closeMenu = () => {
    this._menu = false;
    this.renderRoot.querySelector<HTMLElement>('.top button')?.focus();
  };

  #page(): TemplateResult {
    const { pathname } = route.value;
    const own = ownPage(pathname);
    if (own) return this.#own(own);
    const [, packageName, name, ...rest] = pathname.split('/').map(decodeURIComponent);
    if (packageName && packageName !== '_' && name && rest.length === 0) {
      return html`<rem-page .package=${packageName} .name=${name}></rem-page>`;
    }
    if (pathname === '/') return html``;
    return html`<div class="none"><h1>There is no page ${pathname}</h1><p>A package's page is at /package/page.</p><a class="button" href="/">Go to the first page</a></div>`;
  }

  #own({ tag, load }: Own): TemplateResult {
    if (!this.#loaded.has(tag)) {
      load().then(
        () => {
          this.#loaded.add(tag);
          this.requestUpdate();
        },
        () => setTimeout(() => this.requestUpdate(), 3000),
      );
      return html`<div class="none" role="status">Opening…</div>`;
    }
    return ownElement(tag);
  }

  #side(who: Session): TemplateResult {
    const { pathname } = route.value;
    const link = (path: string, image: TemplateResult, title: string, after: unknown) => html`
      <li><a href=${path} aria-current=${pathname === path || (path.startsWith('/_/') && pathname.startsWith(`${path}/`)) ? 'page' : nothing}>${image}<span class="name">${title}</span>${after}</a></li>`;
    return html`
      <nav class="side" id="side" aria-label="Main">
        <a class="brand" href="/"><img src="/console/logo.svg" alt="">Red Eye Monitor</a>
        <div class="groups">
          <h2>Alerting</h2>
          <ul>${OWN.filter(({ path }) => WATCH.has(path)).map((own) => link(own.path, icon(own.icon), own.title, this.#count(own.path)))}</ul>
          ${this.#packagePages().map(([name, own]) => html`
            <h2>${packages.value.value?.find((each) => each.name === name)?.title || name} ${this.#worst(name)}</h2>
            <ul>${own.map((page) => link(page.path, icon('page'), page.title, nothing))}</ul>`)}
          ${pages.value.value?.length === 0 ? html`<h2>Pages</h2><p class="who">No package declares a page.</p>` : nothing}
          <h2>Platform</h2>
          <ul>${OWN.filter(({ path }) => !WATCH.has(path)).map((own) => link(own.path, icon(own.icon), own.title, this.#count(own.path)))}</ul>
        </div>
        <div class="foot">
          <rem-line-status></rem-line-status>
          <div class="themes" role="group" aria-label="Theme">${(['auto', 'light', 'dark'] as ThemeChoice[]).map((choice) => html`
            <button aria-pressed=${themeChoice.value === choice} @click=${() => chooseTheme(choice)}>${choice[0]!.toUpperCase()}${choice.slice(1)}</button>`)}
          </div>
          <div class="who">${icon('user')}<span><b>${who.user}</b> · ${who.role}</span>
            <button class="quiet icon-only" aria-label="Sign out" title="Sign out" @click=${this.#signOut}>${icon('exit')}</button></div>
        </div>
      </nav>`;
  }

  #packagePages(): [string, NonNullable<typeof pages.value.value>][] {
    return [...groupBy(pages.value.value ?? [], (page) => page.package)];
  }

  #worst(packageName: string): unknown {
    const state = worst([...(checks.value?.values() ?? [])].filter((check) => check.package === packageName).map((check) => standing(check, now())));
    return state && state !== 'ok' && state !== 'pending' ? stateIcon(state, `worst state: ${state}`) : nothing;
  }

  #count(path: string): unknown {
    const badge = (state: Standing, number: number, what: string) =>
      number === 0 ? nothing : html`<span class="badge ${state}"><span aria-hidden="true">${number}</span><span class="visually-hidden">${number} ${what}</span></span>`;
    if (path === '/_/alerts') {
      const open = goingOn.known.value?.alerts.filter(({ state }) => state === 'open') ?? [];
      const [first] = open;
      if (goingOn.failure.value !== '' && !goingOn.known.value) return html`<span class="badge unknown"><span aria-hidden="true">?</span><span class="visually-hidden">nobody knows how many</span></span>`;
      return first ? badge(lookOf(first.severity), open.length, 'open') : nothing;
    }
    if (path === '/_/checks') {
      const [first] = count([...(checks.value?.values() ?? [])].map((check) => standing(check, now())));
      return first && first.state !== 'ok' && first.state !== 'pending' ? badge(first.state, first.count, first.state) : nothing;
    }
    if (path === '/_/plugins') return badge('critical', plugins.value.value?.filter(({ state }) => state === 'failed').length ?? 0, 'failed');
    if (path === '/_/packages') return badge('critical', packages.value.value?.filter(({ problems }) => problems.length > 0).length ?? 0, 'with problems');
    if (path === '/_/changes') return badge('pending', changes.value.value?.length ?? 0, 'waiting for approval');
    return nothing;
  }

  #signOut = async () => {
    try {
      await send('DELETE', '/session');
    } catch {
      // signed out already, or the server is away: the page forgets either way
    }
    session.value = null;
    sessions.postMessage('out');
    navigate('/_/sign-in');
    reconnect();
  };
}

customElements.define('rem-app', App);

/** Tells the other tabs of this browser. */
const sessions = new BroadcastChannel('rem-session');

/** Asks who is signed in, until the server answers. */
export async function loadSession(): Promise<void> {
  try {
    session.value = await get<Session>('/session');
  } catch (failure) {
    if ((failure as ApiError).status === 401) session.value = null;
    else setTimeout(() => void loadSession(), 2000);
  }
}

sessions.onmessage = () => void loadSession();

let user: string | undefined;
session.subscribe((value) => {
  if (!value || value.user === user) return;
  const first = user === undefined;
  user = value.user;
  // at the opening of the page all is under way already, unless it was refused
  for (const resource of [pages, widgets, packages, plugins]) {
    if (!first || resource.failure.value !== '') void resource.load();
    else if (resource === packages || resource === plugins) whenIdle(() => resource.want());
    else resource.want();
  }
  if (!first) void goingOn.load();
  else whenIdle(() => goingOn.want());
  if (may('editor')) void (first ? whenIdle(() => changes.want()) : changes.load());
  if (!first || checksFailure.value !== '' || !checks.value) void loadChecks();
  if (!first || line.value.state === 'signed-out') reconnect();
  sessions.postMessage('in');
});

// signed out while the page was open (a restart, an expiry): as soon as there is a session again, go on
line.subscribe(({ state }) => {
  if (state === 'signed-out' && session.value) void loadSession();
  if (state === 'live' && session.value === null && user !== undefined) void loadSession();
});
onEvent('package', () => pages.want());
