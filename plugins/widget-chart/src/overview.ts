import uPlot from 'uplot';
import { alpha, colourOf, SMALLEST_SELECTION, timeAxis, type Palette } from './plot.ts';
import { gripAt, moved, type Grip, type Stretch } from './stretch.ts';


export interface OverviewSettings {
  readonly lines: number;
  /** Another word is another palette. */
  readonly theme: string;
  readonly palette: Palette;
  /** The stretch of time that the pane spans, milliseconds. */
  readonly span: () => readonly [number, number];
  readonly onChoose: (from: number, to: number) => void;
}

/** Keeps the second pane of a chart: made anew with news, and marked as the chart goes. */
export class OverviewPane {
  #overview: Overview | undefined;
  #drawn: unknown;
  #theme = '';

  /** @param news what it shows; while it is the same thing, only the mark and the size are looked after */
  draw(target: HTMLElement, news: unknown, data: () => uPlot.AlignedData, settings: OverviewSettings, stretch: Stretch): void {
    const size = { width: target.clientWidth, height: target.clientHeight };
    if ((this.#drawn !== news || this.#theme !== settings.theme) && !this.#overview?.dragging) {
      this.#drawn = news;
      this.#theme = settings.theme;
      this.#overview?.destroy();
      this.#overview = new Overview(settings, data(), size, target);
    } else if (this.#overview && this.#overview.width !== size.width) this.#overview.resize(size);
    this.#overview?.mark(...stretch);
  }

  destroy(): void {
    this.#overview?.destroy();
    this.#overview = this.#drawn = undefined;
  }
}

/** The second pane of a chart: a long time at a glance, with the stretch marked that the chart shows. */
class Overview {
  readonly #plot: uPlot;
  readonly #settings: OverviewSettings;
  readonly #mark = document.createElement('div');
  #stretch: Stretch = [0, 0];
  #drag: { readonly kind: Grip; readonly at: number; readonly before: Stretch } | undefined;

  constructor(settings: OverviewSettings, data: uPlot.AlignedData, size: { width: number; height: number }, target: HTMLElement) {
    this.#settings = settings;
    this.#mark.className = 'mark';
    this.#plot = new uPlot({
      ...size, ms: 1, padding: [2, 0, 0, 0], legend: { show: false }, cursor: { show: false },
      scales: { x: { time: true, range: () => [...settings.span()] as uPlot.Range.MinMax } },
      axes: [{ ...timeAxis(settings.palette), size: 18 }, { show: false }],
      series: [{}, ...Array.from({ length: settings.lines }, (_, i): uPlot.Series => {
        const colour = colourOf(i, settings.palette);
        return { stroke: colour, width: 1, points: { show: false }, spanGaps: false, ...(settings.lines === 1 ? { fill: alpha(colour, 0.15) } : {}) };
      })],
    }, data, target);
    this.#plot.over.append(this.#mark);
    this.#plot.over.addEventListener('pointerdown', this.#down);
    this.#plot.over.addEventListener('pointermove', this.#move);
    this.#plot.over.addEventListener('pointerup', this.#up);
    this.#plot.over.addEventListener('pointercancel', this.#cancel);
  }

  get dragging(): boolean {
    return this.#drag !== undefined;
  }

  get width(): number {
    return this.#plot.width;
  }

  resize(size: { width: number; height: number }): void {
    this.#plot.setSize(size);
    this.#show(this.#stretch);
  }

  /** Marks what the chart shows, unless the mark is being moved. */
  mark(from: number, to: number): void {
    if (!this.#drag) this.#show([from, to]);
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #show(stretch: Stretch): void {
    this.#stretch = stretch;
    const [from, to] = this.#settings.span();
    const [left, right] = stretch.map((time) => Math.min(1, Math.max(0, (time - from) / (to - from)))) as [number, number];
    this.#mark.style.left = `${left * 100}%`;
    this.#mark.style.width = `${(right - left) * 100}%`;
  }

  #pixel(time: number): number {
    const [from, to] = this.#settings.span();
    return ((time - from) / (to - from)) * this.#plot.over.clientWidth;
  }

  #time(pixel: number): number {
    const [from, to] = this.#settings.span();
    return from + (pixel / this.#plot.over.clientWidth) * (to - from);
  }

  #down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const at = event.offsetX + (event.target === this.#mark ? this.#mark.offsetLeft : 0);
    const [left, right] = this.#stretch.map((time) => this.#pixel(time)) as [number, number];
    const kind = gripAt(at, left, right, this.#plot.over.clientWidth);
    this.#drag = { kind, at: event.clientX, before: kind === 'new' ? [this.#time(at), this.#time(at)] : this.#stretch };
    this.#plot.over.setPointerCapture(event.pointerId);
    event.preventDefault();
  };

  #move = (event: PointerEvent) => {
    if (!this.#drag) return;
    const { kind, at, before } = this.#drag;
    const by = this.#time(event.clientX - at) - this.#time(0);
    this.#show(moved(kind, before, by, this.#settings.span()));
  };

  #up = (event: PointerEvent) => {
    const drag = this.#drag;
    this.#drag = undefined;
    if (!drag) return;
    const [from, to] = this.#stretch;
    const clicked = drag.kind === 'new' && this.#pixel(to) - this.#pixel(from) < SMALLEST_SELECTION;
    if (clicked || event.clientX === drag.at) this.#show(drag.before);
    else this.#settings.onChoose(from, to);
  };

  #cancel = () => {
    if (this.#drag) this.#show(this.#drag.before);
    this.#drag = undefined;
  };
}
