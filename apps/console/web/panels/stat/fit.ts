import type { Box } from '../values/grid.ts';

/** Widths in em of a line; 0 for what is not shown. */
export interface Lines {
  readonly main: number;
  readonly name: number;
  /** Whether a line below says by how much it changed. */
  readonly change: boolean;
  readonly chart: boolean;
  /** Whether the name may stand beside the value where there is room. */
  readonly wide: boolean;
}

/** CSS pixels; 0 for what is not shown. */
export interface Fit {
  readonly pad: number;
  readonly main: number;
  readonly name: number;
  readonly change: number;
  readonly chart: number;
  readonly beside: boolean;
}

/** From the name to a value beside it, as in the style. */
const between = 8;

/** The smallest text that can be read; what is too long for it is cut with dots. */
const smallest = 10;

/** Sizes at which a value is as large as fits into its cell. A low cell has neither curve nor change. */
export function fitStat(cell: Box, lines: Lines): Fit {
  const pad = Math.min(8, cell.height * 0.08);
  const chart = lines.chart && cell.height >= 48 ? Math.round(cell.height * 0.35) : 0;
  const [width, height] = [cell.width - 2 * pad, cell.height - 2 * pad - chart];
  const changes = lines.change && height >= 44;
  const mainIn = (free: number, tall: number) => {
    const most = changes ? Math.min(tall / 1.6, (tall - smallest * 1.2) / 1.15) : tall / 1.15;
    return Math.min(most, free / lines.main, 96);
  };
  const above = lines.name === 0 ? 0 : readable(Math.min(height * 0.2, width / lines.name, 18));
  const below = mainIn(width, height - above * 1.3);
  const left = readable(Math.min(height / 1.6, 16, (width - between) / (lines.name + lines.main)));
  const right = mainIn(Math.min(width - left * lines.name - between, width * 0.7), height);
  const beside = lines.name > 0 && (height < 25 || (lines.wide && right >= below));
  const main = readable(beside ? (right < smallest ? mainIn(width / 2, height) : right) : below);
  return { pad, main, name: beside ? left : above, change: changes ? readable(main * 0.36) : 0, chart, beside };
}

function readable(size: number): number {
  return Math.floor(Math.max(size, smallest));
}
