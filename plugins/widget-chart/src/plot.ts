import uPlot from 'uplot';
import { dayOfYear, formatIn, scaleFor, ticks, timeOfDay } from '@redeye/host';
import { lonely, type Cell } from './columns.ts';
import type { Shade } from './gaps.ts';

/** The colours of the theme, as a canvas takes them. */
export interface Palette {
  readonly series: readonly string[];
  readonly ink: string;
  readonly line: string;
  readonly surface: string;
  readonly font: string;
}

export interface Line {
  readonly label: string;
  readonly unit: string;
  /** Whether the rows of its least and greatest values stand behind those of all lines. */
  readonly banded: boolean;
}

export interface PlotSettings {
  readonly lines: readonly Line[];
  readonly palette: Palette;
  readonly stacked: boolean;
  /** Bounds the axis reaches at least; null: none. */
  readonly min: number | null;
  readonly max: number | null;
  /** The stretch of time shown, milliseconds. */
  readonly window: () => readonly [number, number];
  readonly crosshair: string;
  readonly onCursor: (index: number | null) => void;
  readonly onZoom: (from: number, to: number) => void;
  /** What stands behind the lines where there are none. */
  readonly gaps: () => readonly Shade[];
}

/** Lines beyond the last colour repeat the colours, dashed. */
const DASH = [5, 4];
/** Pixels; less is a click. */
export const SMALLEST_SELECTION = 8;

/** Makes a chart of the lines. Units get a scale each; the first two an axis, left and right. */
export function plot(settings: PlotSettings, data: uPlot.AlignedData, size: { width: number; height: number }, target: HTMLElement): uPlot {
  const units = [...new Set(settings.lines.map(({ unit }) => unit))];
  const banded = settings.lines.flatMap((line, i) => (line.banded ? [{ ...line, i }] : []));
  const options: uPlot.Options = {
    ...size,
    ms: 1,
    padding: [8, units.length > 1 ? 4 : 14, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: settings.crosshair, scales: ['x', null] },
      drag: { x: true, y: false, setScale: false },
      // the edges of bands have no points
      points: { size: (_, i) => (i <= settings.lines.length ? 7 : 0), width: (_, i) => (i <= settings.lines.length ? 2 : 0), stroke: (u, i) => strokeOf(u, i), fill: () => settings.palette.surface },
      focus: { prox: banded.length > 0 ? -1 : 24 },
    },
    focus: { alpha: 0.35 },
    scales: {
      x: { time: true, range: () => [...settings.window()] as uPlot.Range.MinMax },
      ...Object.fromEntries(units.map((unit) => [scaleKey(unit), { range: (_: uPlot, low: number | null, high: number | null) => bounds(low, high, unit, settings) }])),
    },
    axes: [timeAxis(settings.palette), ...units.slice(0, 2).map((unit, i) => valueAxis(unit, i, settings.palette))],
    series: [{}, ...settings.lines.map((line, i) => seriesOf(line, i, settings)), ...banded.flatMap(({ unit }) => [edge(unit), edge(unit)])],
    bands: settings.stacked
      ? // a stacked area reaches down to the one below it
        settings.lines.slice(1).map((_, i) => ({ series: [i + 2, i + 1] as [number, number] }))
      : banded.map(({ i }, place) => ({ series: bandRows(settings.lines.length, place), fill: alpha(colourOf(i, settings.palette), 0.24) })),
    hooks: {
      drawAxes: [(u) => settings.gaps().forEach((gap) => shade(u, gap, settings.palette))],
      setCursor: [(u) => settings.onCursor(u.cursor.idx ?? null)],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width >= SMALLEST_SELECTION) settings.onZoom(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
  return new uPlot(options, data, target);
}

function scaleKey(unit: string): string {
  return `y:${unit}`;
}

function strokeOf(u: uPlot, index: number): string {
  const { stroke } = u.series[index]!;
  return (typeof stroke === 'function' ? stroke(u, index) : stroke) as string;
}

export function colourOf(index: number, palette: Palette): string {
  return palette.series[index % palette.series.length]!;
}

/** Where the greatest and the least of a band stand among uPlot's series, of which the first is the time. */
function bandRows(lines: number, place: number): [number, number] {
  return [lines + 2 + 2 * place, lines + 1 + 2 * place];
}

/** The edge of a band: it counts for the axis, but is not drawn. */
function edge(unit: string): uPlot.Series {
  return { scale: scaleKey(unit), stroke: 'transparent', width: 0, points: { show: false }, spanGaps: false };
}

function seriesOf({ label, unit, banded }: Line, index: number, { palette, stacked, lines }: PlotSettings): uPlot.Series {
  const colour = colourOf(index, palette);
  const fill = stacked
    ? alpha(colour, 0.28)
    : lines.length === 1 && !banded
      ? (u: uPlot) => fading(u, colour)
      : undefined;
  return {
    label,
    scale: scaleKey(unit),
    stroke: colour,
    width: 1.6,
    ...(fill ? { fill } : {}),
    ...(index >= palette.series.length ? { dash: DASH } : {}),
    spanGaps: false,
    points: {
      show: true,
      size: 4,
      fill: colour,
      filter: (u, i) => lonely(u.data[i] as Cell[]),
    },
  };
}

function fading(u: uPlot, colour: string): CanvasGradient | string {
  const { top, height } = u.bbox;
  if (!Number.isFinite(top) || height <= 0) return 'transparent';
  const gradient = u.ctx.createLinearGradient(0, top, 0, top + height);
  gradient.addColorStop(0, alpha(colour, 0.22));
  gradient.addColorStop(1, alpha(colour, 0.02));
  return gradient;
}

/** Computed colours are `rgb(1, 2, 3)`. */
export function alpha(colour: string, part: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${part})`);
}

/** Pixels of the strip that shows the gap of one line among others. */
const STRIP = 4;

/** Hatches a gap and writes its cause into it, if there is room; one of a single line is a strip of its colour below. */
function shade(u: uPlot, { from, to, reason, line }: Shade, palette: Palette): void {
  const { left, top, width, height } = u.bbox;
  const [begin, end] = [from, to].map((time) => Math.min(left + width, Math.max(left, u.valToPos(time, 'x', true)))) as [number, number];
  if (end - begin < 1) return;
  const { ctx } = u;
  const pixel = devicePixelRatio;
  ctx.save();
  if (line !== null) {
    ctx.fillStyle = alpha(colourOf(line, palette), 0.55);
    ctx.fillRect(begin, top + height - STRIP * pixel, end - begin, STRIP * pixel);
    ctx.restore();
    return;
  }
  ctx.beginPath();
  ctx.rect(begin, top, end - begin, height);
  ctx.clip();
  ctx.strokeStyle = palette.line;
  ctx.lineWidth = pixel;
  ctx.beginPath();
  for (let x = begin - height; x < end; x += 7 * pixel) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.font = scaledFont(palette.font, pixel);
  if (ctx.measureText(reason).width + 8 * pixel < end - begin) {
    ctx.fillStyle = palette.ink;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'top';
    ctx.fillText(reason, (begin + end) / 2, top + 4 * pixel);
  }
  ctx.restore();
}

/** uPlot's canvas counts device pixels. */
function scaledFont(font: string, pixel: number): string {
  return font.replace(/^([\d.]+)px/, (_, size: string) => `${Number(size) * pixel}px`);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function timeAxis(palette: Palette): uPlot.Axis {
  return {
    stroke: palette.ink,
    font: palette.font,
    grid: { show: false },
    ticks: { show: false },
    border: { show: true, stroke: palette.line, width: 1 },
    size: 24,
    gap: 4,
    space: 72,
    values: (_, splits, __, ___, step) => splits.map((time) => (step < MINUTE ? timeOfDay(time) : step < DAY ? timeOfDay(time).slice(0, -3) : dayOfYear(time))),
  };
}

function valueAxis(unit: string, index: number, palette: Palette): uPlot.Axis {
  return {
    scale: scaleKey(unit),
    side: index === 0 ? 3 : 1,
    stroke: palette.ink,
    font: palette.font,
    grid: { show: index === 0, stroke: palette.line, width: 1 },
    ticks: { show: false },
    gap: 6,
    size: (u, values) => labelWidth(u, values, palette.font),
    splits: (u, _, low, high) => ticks(low, high, Math.max(1, Math.floor(u.bbox.height / devicePixelRatio / 34)), unit),
    values: (_, splits) => labels(splits, unit),
  };
}

/** All labels in the scale of the largest. */
function labels(splits: readonly number[], unit: string): string[] {
  const scale = scaleFor(Math.max(...splits.map(Math.abs)), unit);
  return splits.map((value) => `${formatIn(value, scale)}${scale.unit === '' ? '' : `\u202f${scale.unit}`}`);
}

function labelWidth(u: uPlot, values: readonly string[] | null, font: string): number {
  if (!values || values.length === 0) return 40;
  u.ctx.save();
  u.ctx.font = font;
  const widest = Math.max(...values.map((text) => u.ctx.measureText(text).width));
  u.ctx.restore();
  return Math.ceil(widest + 14);
}

/** What the axis spans: what is seen with a little air, from zero where the values come near it, round at the top. */
function bounds(low: number | null, high: number | null, unit: string, { min, max }: PlotSettings): uPlot.Range.MinMax {
  if (low === null || high === null) return [min ?? 0, max ?? 1];
  const span = high - low;
  const nearZero = low >= 0 && low <= Math.max(span * 1.5, high * 0.5);
  const from = Math.min(min ?? Infinity, nearZero ? 0 : low - span * 0.08);
  let to = Math.max(max ?? -Infinity, high + (high - Math.min(low, from)) * 0.08);
  if (to <= from) to = from + (Math.abs(from) * 0.1 || (unit === 'ratio' ? 0.01 : 1));
  return [from, to];
}
