interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels between the pointer and what it shows, and between that and the edge of the window. */
const distance = 14;
const edge = 4;

/**
 * Where the left upper corner of a box goes that belongs to a point: beside it, on the right if there is room, else on
 * the left, else above or below. Never over the point, and inside the window as far as it fits.
 */
export function placeBeside({ x, y }: Point, { width, height }: Size, window: Size): Point {
  const inside = (at: number, length: number, whole: number) => Math.max(edge, Math.min(at, whole - length - edge));
  const middle = inside(y - height / 2, height, window.height);
  if (x + distance + width + edge <= window.width) return { x: x + distance, y: middle };
  if (x - distance - width - edge >= 0) return { x: x - distance - width, y: middle };
  const above = y - distance - height;
  return { x: inside(x - width / 2, width, window.width), y: above >= edge ? above : y + distance };
}
