/// <reference lib="dom" />
import type { Locator } from 'playwright-core';

/** Hue of Grafana's red in degrees. Text is painted in a shade of it that can be read on its ground. */
export const red = 353;

/** Hue of an element's colour in degrees, whatever rule gives it. */
export async function hueOf(element: Locator, property = 'color'): Promise<number> {
  const painted = await element
    .first()
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
  const [r = 0, g = 0, b = 0] = (painted.match(/[\d.]+/g) ?? []).map(Number);
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  if (range === 0) throw new Error(`${painted} has no hue`);
  const sixths = most === r ? (g - b) / range : most === g ? 2 + (b - r) / range : 4 + (r - g) / range;
  return (sixths * 60 + 360) % 360;
}
