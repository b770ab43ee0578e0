import { css, html, LitElement, type TemplateResult } from 'lit';
import { icon, sharedStyles } from '@redeye/host';

/** The icon a plugin brings, in the colour of the text; a plug where it brings none. */
class PluginIcon extends LitElement {
  static override properties = { plugin: { attribute: false }, _bad: { state: true } };
  static override styles = [sharedStyles, css`
    :host { display: inline-block; line-height: 0; color: inherit; }
    span { display: inline-block; width: 1em; height: 1em; background: currentColor; mask: center / contain no-repeat; }
  `];

  declare plugin: { readonly kind: string; readonly id: string; readonly version: string };
  declare _bad: string;

  protected override updated(): void {
    const span = this.renderRoot.querySelector('span');
    const url = this.#url();
    if (!span || span.dataset['url'] === url) return;
    span.dataset['url'] = url;
    const image = new Image();
    image.onload = () => {
      // an image shown with <img> would not take the colour of the text
      span.style.maskImage = `url("${url}")`;
      span.style.visibility = 'visible';
    };
    image.onerror = () => (this._bad = url);
    span.style.visibility = 'hidden';
    image.src = url;
  }

  #url(): string {
    const { kind, id, version } = this.plugin;
    return `/api/v1/plugins/${encodeURIComponent(kind)}/${encodeURIComponent(id)}/icon?v=${encodeURIComponent(version)}`;
  }

  protected override render(): TemplateResult {
    return this._bad === this.#url() ? icon('plugins') : html`<span></span>`;
  }
}

customElements.define('rem-plugin-icon', PluginIcon);
