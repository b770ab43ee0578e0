import { html, nothing, type TemplateResult } from 'lit';
import { icon, stateIcon } from '@redeye/host';

/** What is said above the panes, with what can be done about it. */
export interface Notice {
  readonly state: 'ok' | 'warning' | 'critical';
  readonly text: string;
  readonly actions: readonly { readonly words: string; readonly act: () => void }[];
}

/** The notice as a strip, read out when it comes. */
export function noticeStrip(notice: Notice | undefined, close: () => void): TemplateResult {
  const act = (done: () => void) => () => {
    close();
    done();
  };
  return html`<div role="status">${notice ? html`<div class="notice ${notice.state}">${stateIcon(notice.state)}<span>${notice.text}</span>
    ${notice.actions.map((each) => html`<button @click=${act(each.act)}>${each.words}</button>`)}
    <button class="quiet icon-only" aria-label="Close" @click=${close}>${icon('close')}</button></div>` : nothing}</div>`;
}
