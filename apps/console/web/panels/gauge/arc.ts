import type { Box } from '../values/grid.ts';

/** Of the circle, open below. */
const sweep = 240;

export interface Dial {
  /** CSS pixels. */
  readonly radius: number;
  readonly height: number;
  readonly centre: { readonly x: number; readonly y: number };
  readonly band: number;
  readonly ring: number;
  /** Between the two. */
  readonly gap: number;
}

/** The largest dial that fits. `margin` is kept free around it. */
export function dialIn({ width, height }: Box, margin: number): Dial {
  // Below the centre it reaches half a radius down.
  const radius = Math.max(8, Math.min((width - 2 * margin) / 2, (height - margin) / 1.5));
  return {
    radius,
    height: 1.5 * radius + margin,
    centre: { x: width / 2, y: margin + radius },
    band: radius * 0.06,
    ring: radius * 0.2,
    gap: radius * 0.03,
  };
}

/**
 * SVG path of a part of a ring.
 *
 * @param radius of its outer edge
 * @param from share of the dial, 0 to 1
 */
export function arcOf({ centre }: Dial, radius: number, width: number, from: number, to: number): string {
  const wide = (to - from) * sweep > 180 ? 1 : 0;
  const [a, b] = [pointAt(centre, radius, from), pointAt(centre, radius, to)];
  const [c, d] = [pointAt(centre, radius - width, to), pointAt(centre, radius - width, from)];
  const [outer, inner] = [round(radius), round(radius - width)];
  return `M${show(a)}A${outer} ${outer} 0 ${wide} 1 ${show(b)}L${show(c)}A${inner} ${inner} 0 ${wide} 0 ${show(d)}Z`;
}

type Point = Dial['centre'];

/** Where a share of the dial is. */
export function pointAt({ x, y }: Point, radius: number, share: number): Point {
  const angle = ((share - 0.5) * sweep * Math.PI) / 180;
  return { x: x + radius * Math.sin(angle), y: y - radius * Math.cos(angle) };
}

function show({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
