import type { PageWidget } from './catalog.ts';

/** Columns of a page. */
const COLUMNS = 12;
/** So many widgets together, at least; fewer would be more to look after than they spare. */
const LEAST = 12;

/** Widgets that fill whole rows of their page, however wide it is, and how many cells high they are. */
export interface Rows {
  readonly widgets: readonly PageWidget[];
  /** On a wide page, on one whose tiles are half or all of its width, and in one column. */
  readonly heights: readonly [wide: number, middling: number, narrow: number];
}

/** The columns that a tile has on a wide page. */
export function columnsOf({ width }: PageWidget): number {
  return within(width, COLUMNS);
}

/** The rows that a tile has. */
export function heightOf({ height }: PageWidget): number {
  return within(height, 24);
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round(value)));
}

/** Cuts a long page where no tile is cut, on a wide page nor on a middling one: apart the pieces look as they do together. */
export function wholeRows(widgets: readonly PageWidget[]): Rows[] {
  const all: Rows[] = [];
  let some: PageWidget[] = [];
  let [wide, middling] = [new Flow(), new Flow()];
  const cut = () => {
    all.push({ widgets: some, heights: [wide.height, middling.height, some.reduce((sum, each) => sum + heightOf(each), 0)] });
    some = [];
    [wide, middling] = [new Flow(), new Flow()];
  };
  for (const widget of widgets) {
    some.push(widget);
    const width = columnsOf(widget);
    wide.place(width, heightOf(widget));
    middling.place(width <= 4 ? 6 : COLUMNS, heightOf(widget));
    if (some.length >= LEAST && wide.flat && middling.flat) cut();
  }
  if (some.length > 0) cut();
  return all;
}

/** The widgets that begin within the first rows of a wide page. */
export function beginsWithin(widgets: readonly PageWidget[], rows: number): ReadonlySet<PageWidget> {
  const flow = new Flow();
  return new Set(widgets.filter((each) => flow.place(columnsOf(each), heightOf(each)) < rows));
}

/** Where boxes come to lie that a grid places by itself, row by row, never back (CSS Grid Layout 8.5, "sparse"). */
class Flow {
  readonly #bottoms = new Array<number>(COLUMNS).fill(0);
  #row = 0;
  #column = 0;

  /** @returns the row in which it begins */
  place(width: number, height: number): number {
    while (!this.#fits(width)) {
      this.#column++;
      if (this.#column + width <= COLUMNS) continue;
      this.#column = 0;
      this.#row++;
    }
    this.#bottoms.fill(this.#row + height, this.#column, this.#column + width);
    return this.#row;
  }

  #fits(width: number): boolean {
    return this.#column + width <= COLUMNS && this.#bottoms.slice(this.#column, this.#column + width).every((bottom) => bottom <= this.#row);
  }

  /** Whether all columns end alike. */
  get flat(): boolean {
    return this.#bottoms.every((bottom) => bottom === this.#bottoms[0]);
  }

  get height(): number {
    return Math.max(...this.#bottoms);
  }
}
