import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { controlStyles, sharedStyles } from '@redeye/host';
import { ApiError, send, session, type Session } from '../data/api.ts';
import { afterSignIn } from '../data/landing.ts';
import { reconnect } from '../data/live.ts';
import { navigate, route } from '../data/router.ts';
import { Watch } from '../data/signal.ts';
import { toast } from '../parts/toast.ts';

const SHORTEST = 8;

/** Name and password, or the one-time link of the first start, after which the administrator sets a password. */
class SignIn extends LitElement {
  static override properties = { _wrong: { state: true }, _busy: { state: true }, _setting: { state: true } };
  static override styles = [sharedStyles, controlStyles, css`
    :host { min-height: 100vh; display: grid; place-items: center; padding: 1.500rem 1rem; }
    main { width: min(23rem, 100%); }
    header { display: grid; justify-items: center; gap: .75rem; margin-bottom: 1.500rem; text-align: center; }
    header img { width: 4rem; height: 4rem; }
    h1 { font-size: 1.375rem; font-weight: 650; letter-spacing: -.02em; }
    form { display: grid; gap: 1rem; padding: 1.500rem; }
    form p { font-size: .875rem; color: var(--ink-2); }
    button.primary { min-height: 2.500rem; }
    .wrong { color: var(--critical-ink); font-weight: 500; }
    .later { justify-self: center; }
  `];

  declare _wrong: string;
  declare _busy: boolean;
  declare _setting: boolean;
  /** The token of the link. It leaves the address at once, so that it stays in no history. */
  #token = '';

  constructor() {
    super();
    this._wrong = '';
    this._busy = false;
    this._setting = false;
    new Watch(this, session, route);
    this.#takeToken();
    addEventListener('hashchange', this.#takeToken);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#takeToken);
  }

  #takeToken = () => {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (!token) return;
    this.#token = token;
    history.replaceState(null, '', location.pathname + location.search);
    this.requestUpdate();
  };

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('input, button')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<main>
      <header><img src="/console/logo.svg" alt=""><h1>${this._setting ? 'Set a password' : 'Red Eye Monitor'}</h1></header>
      ${this._setting ? this.#passwordForm() : this.#token !== '' ? this.#tokenForm() : this.#signInForm()}
    </main>`;
  }

  #signInForm(): TemplateResult {
    const ended = session.value === null && route.value.pathname !== '/_/sign-in';
    return html`<form class="panel" @submit=${this.#signIn}>
      ${ended ? html`<p>Sign in to see this page.</p>` : nothing}
      <label class="field">Name<input name="name" autocomplete="username" required autocapitalize="none" spellcheck="false"></label>
      <label class="field">Password<input name="password" type="password" autocomplete="current-password" required></label>
      ${this.#message()}
      <button class="primary" ?disabled=${this._busy}>${this._busy ? 'Signing in…' : 'Sign in'}</button>
    </form>`;
  }

  #tokenForm(): TemplateResult {
    return html`<form class="panel" @submit=${this.#useToken}>
      <p>This link signs in the administrator. It works once.</p>
      ${this.#message()}
      <button class="primary" ?disabled=${this._busy}>Sign in</button>
      ${this._wrong ? html`<button type="button" class="quiet later" @click=${this.#forgetToken}>Sign in with a password</button>` : nothing}
    </form>`;
  }

  #passwordForm(): TemplateResult {
    return html`<form class="panel" @submit=${this.#setPassword}>
      <p>You are signed in as <b>${session.value?.user}</b>. With a password you can sign in again later.</p>
      <input class="visually-hidden" name="user" autocomplete="username" value=${session.value?.user ?? ''} tabindex="-1" aria-hidden="true" readonly>
      <label class="field">New password<input name="password" type="password" autocomplete="new-password" required minlength=${SHORTEST} maxlength="256"><span class="hint">At least ${SHORTEST} characters.</span></label>
      <label class="field">The same again<input name="again" type="password" autocomplete="new-password" required></label>
      ${this.#message()}
      <button class="primary" ?disabled=${this._busy}>Set the password</button>
      <button type="button" class="quiet later" @click=${() => this.#go()}>Not now</button>
    </form>`;
  }

  #message(): TemplateResult {
    return html`<p class="wrong" role="alert" ?hidden=${this._wrong === ''}>${this._wrong}</p>`;
  }

  #forgetToken = () => {
    this.#token = '';
    this._wrong = '';
  };

  #signIn = (event: SubmitEvent) => {
    const form = submitted(event);
    return this.#try(async () => {
      session.value = await send<Session>('POST', '/session', { name: form.get('name'), password: form.get('password') });
      this.#go();
    }, 'Name or password is wrong.');
  };

  #useToken = (event: SubmitEvent) => {
    submitted(event);
    return this.#try(async () => {
      const who = await send<Session>('POST', '/session', { token: this.#token });
      this.#token = '';
      navigate('/_/sign-in');
      session.value = who;
      this._setting = true;
    }, 'This link has been used, or is too old. A new one is printed when the server starts while no administrator has a password.');
  };

  #setPassword = (event: SubmitEvent) => {
    const form = submitted(event);
    if (form.get('password') !== form.get('again')) {
      this._wrong = 'The two passwords differ.';
      return undefined;
    }
    return this.#try(async () => {
      await send('PUT', '/session/password', { password: form.get('password') });
      toast('The password is set.');
      this.#go();
    }, 'The password was not accepted.');
  };

  async #try(action: () => Promise<void>, refused: string): Promise<void> {
    this._busy = true;
    this._wrong = '';
    try {
      await action();
    } catch (failure) {
      const { status, message } = failure as ApiError;
      this._wrong = status === 401 ? refused : message;
    } finally {
      this._busy = false;
    }
  }

  #go(): void {
    reconnect();
    navigate(afterSignIn(route.value));
  }
}

function submitted(event: SubmitEvent): FormData {
  event.preventDefault();
  return new FormData(event.target as HTMLFormElement);
}

customElements.define('rem-sign-in', SignIn);
