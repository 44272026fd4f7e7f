import type { Box } from '../values/grid.ts';

export interface Placement {
  /** Where the name stands: beside the bar, above or below it, or nowhere. */
  readonly name: 'left' | 'top' | 'bottom' | 'hidden';
  /** Font sizes in CSS pixels. */
  readonly nameSize: number;
  readonly valueSize: number;
  /** What the name takes beside a bar. */
  readonly nameWidth: number;
  /** What the value takes beside a bar that lies. */
  readonly valueWidth: number;
}

interface Wish {
  /** Of the widest, in em; 0 for what is not shown. */
  readonly name: number;
  readonly value: number;
  readonly lying: boolean;
  readonly placement: 'auto' | 'top' | 'left' | 'hidden';
}

/** Sizes and places of the texts of a bar, the same for all bars of a panel. */
export function fitBar({ width, height }: Box, { name, value, lying, placement }: Wish): Placement {
  if (!lying) {
    const nameSize = name === 0 ? 0 : between(Math.min(height * 0.1, width / name, 14));
    const valueSize = value === 0 ? 0 : between(Math.min(height * 0.18, width / value, 32));
    const shown = name > 0 && placement !== 'hidden' && height >= 60;
    return { name: shown ? 'bottom' : 'hidden', nameSize, valueSize, nameWidth: 0, valueWidth: 0 };
  }
  const where = name === 0 ? 'hidden' : placement === 'auto' ? (height >= 44 ? 'top' : 'left') : placement;
  const rest = where === 'top' ? height * 0.55 : height;
  const nameSize = between(
    Math.min(where === 'top' ? height * 0.3 : Math.min(height * 0.5, (width * 0.35) / name), 14),
  );
  const valueSize = value === 0 ? 0 : between(Math.min(rest * 0.7, (width * 0.35) / value, 28));
  const nameWidth = where === 'left' ? Math.min(name * nameSize + 2, width * 0.35) : 0;
  return { name: where, nameSize, valueSize, nameWidth, valueWidth: Math.min(value * valueSize + 2, width * 0.4) };
}

function between(size: number): number {
  return Math.floor(Math.max(size, 10));
}
