export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
  /** Bounds of the scale; null: what is seen. */
  readonly min: number | null;
  readonly max: number | null;
}

/** The whole height stands for at least this part of the value. */
const LEAST_SPAN = 0.1;

/** A curve as SVG paths; where a value is missing the curve breaks off and begins anew. */
export function sparkline(times: readonly number[], values: readonly (number | null)[], frame: Frame): { readonly line: string; readonly area: string } {
  const known = values.filter((value, i): value is number => value !== null && times[i]! >= frame.from);
  if (known.length < 2) return { line: '', area: '' };
  const low = frame.min ?? Math.min(...known);
  const high = Math.max(frame.max ?? Math.max(...known), low);
  // a curve that hardly moves shall look like one
  const span = Math.max(high - low, Math.abs(high) * LEAST_SPAN) || 1;
  const x = (time: number) => round(((time - frame.from) / (frame.to - frame.from)) * frame.width);
  const y = (value: number) => round(frame.height - 2 - ((value - low) / span) * (frame.height - 4));
  const runs: [number, number][][] = [];
  let run: [number, number][] = [];
  times.forEach((time, i) => {
    const value = values[i];
    if (time < frame.from) return;
    if (value === null || value === undefined) {
      if (run.length > 0) runs.push(run);
      run = [];
    } else run.push([x(time), y(value)]);
  });
  if (run.length > 0) runs.push(run);
  const line = runs.map((points) => `M${points.map((point) => point.join(' ')).join('L')}`).join('');
  const area = runs.map((points) => `M${points[0]![0]} ${frame.height}L${points.map((point) => point.join(' ')).join('L')}L${points.at(-1)![0]} ${frame.height}Z`).join('');
  return { line, area };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
