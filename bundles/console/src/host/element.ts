import { LitElement, type CSSResultGroup, type PropertyDeclarations, type PropertyValues } from 'lit';
import { sharedStyles } from './styles.ts';
import type { Release, WidgetContext, WidgetElement } from './types.ts';

/**
 * A base for widgets: holds the settings and the host, begins and ends what it listens to, and tells the tile when
 * rendering throws. A subclass listens in {@link start} and draws in `render`.
 */
export abstract class RemWidget<C> extends LitElement implements WidgetElement<C> {
  static override properties: PropertyDeclarations = { config: { attribute: false }, context: { attribute: false } };
  static override styles: CSSResultGroup = sharedStyles;

  declare config: C;
  declare context: WidgetContext;
  readonly #held: Release[] = [];
  #started = false;

  /** Called when settings and host are there, and again when they change. Wrap what listens in {@link hold}. */
  protected abstract start(): void;

  /** Ends it when the element leaves the page or its settings change. */
  protected hold(release: Release): void {
    this.#held.push(release);
  }

  /** Ends all that was held. A subclass that overrides it calls it. */
  protected stop(): void {
    for (const release of this.#held.splice(0)) release();
    this.#started = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate('context', undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('config') && !changed.has('context')) return;
    if (this.#started) this.stop();
    if (!this.isConnected || this.config === undefined || this.context === undefined) return;
    this.#started = true;
    this.start();
  }

  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (failure) {
      this.context?.report({ broken: failure instanceof Error ? failure.message : String(failure) });
    }
  }
}
