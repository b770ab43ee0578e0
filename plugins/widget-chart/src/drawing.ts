import type uPlot from 'uplot';
import { seriesLabels, type SeriesData } from '@redeye/host';
import { hasBands, rows } from './columns.ts';
import { plot, type Palette, type PlotSettings } from './plot.ts';
import type { Config } from './settings.ts';

/** Smaller than this there is nothing to be seen; pixels. */
const SMALLEST = 40;

/** What is read of the page before anything is drawn. */
export interface Measured {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly palette: () => Palette;
}

/** What is drawn, and how. */
export interface Scene extends Pick<PlotSettings, 'window' | 'crosshair' | 'onCursor' | 'gaps' | 'onZoom'> {
  /** The same object as long as the points are the same. */
  readonly answer: object;
  readonly series: () => readonly SeriesData[];
  readonly config: Config;
  readonly theme: string;
}

/** The plot of a chart, made anew only when it looks otherwise, and drawn again only when that can be seen. */
export class Drawing {
  #plot: uPlot | undefined;
  #shape = '';
  #theme = '';
  #config: Config | undefined;
  #answer: object | undefined;
  #window: readonly [number, number] = [0, 0];

  /** The plot; none until there is something to be seen. */
  get plot(): uPlot | undefined {
    return this.#plot;
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#answer = undefined;
    this.#shape = '';
  }

  update(target: HTMLElement, scene: Scene, { width, height, palette }: Measured): void {
    if (width < SMALLEST || height < SMALLEST) return;
    const [from, to] = scene.window();
    // without news it moves on when that is at least half a pixel
    const moved = (Math.max(Math.abs(to - this.#window[1]), Math.abs(from - this.#window[0])) / (to - from)) * width >= 0.5;
    const resized = this.#plot !== undefined && (this.#plot.width !== width || this.#plot.height !== height);
    const news = scene.answer !== this.#answer || scene.theme !== this.#theme || scene.config !== this.#config;
    if (!news && !moved && !resized) return;
    if (news) this.#take(target, scene, { width, height }, palette);
    else if (this.#plot && resized) this.#plot.setSize({ width, height });
    else this.#plot?.setData(this.#plot.data);
    this.#window = [from, to];
  }

  #take(target: HTMLElement, scene: Scene, size: { width: number; height: number }, palette: () => Palette): void {
    const { config, theme } = scene;
    const series = scene.series();
    const stacked = config.stack ?? false;
    const bands = hasBands(series, stacked);
    const labels = seriesLabels(series);
    const lines = series.map(({ unit, low }, i) => ({ unit, label: labels[i]!, banded: bands && low !== undefined }));
    const data = rows(series, stacked, bands) as uPlot.AlignedData;
    const shape = JSON.stringify([theme, lines, config]);
    if (this.#plot && shape === this.#shape) {
      if (this.#plot.width !== size.width || this.#plot.height !== size.height) this.#plot.setSize(size);
      this.#plot.setData(data);
    } else {
      this.#plot?.destroy();
      this.#plot = plot({ ...scene, lines, palette: palette(), stacked, min: config.min ?? null, max: config.max ?? null }, data, size, target);
      this.#shape = shape;
    }
    this.#answer = scene.answer;
    this.#theme = theme;
    this.#config = config;
  }
}
