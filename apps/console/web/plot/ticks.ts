import { type DisplayValue, type Field, formattedValueToString } from '../grafana/data.ts';

type Display = (value: unknown, decimals?: number) => DisplayValue;

const day = 86_400;
const seconds = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, day, 2 * day, 7 * day, 28 * day];
const tenths = [-6, -5, -4, -3, -2, -1].flatMap((power) => [1, 2, 5].map((step) => Number(`${step}e${power}`)));
const powersOfTwo = Array.from({ length: 70 }, (_, power) => 2 ** (power - 6));

/**
 * What may lie between two values on an axis, so that these are round in their unit: powers of two where it counts in
 * 1024, minutes and hours where it is a time.
 *
 * @returns undefined for decimal steps
 */
export function incrementsOf({ config, display }: Field): number[] | undefined {
  const years = Array.from({ length: 12 }, (_, power) => 365 * day * 10 ** power);
  if (config.unit === 's') return [...tenths, ...seconds, ...years];
  if (config.unit === 'ms')
    return [...tenths, 1, 2, 5, 10, 20, 50, 100, 200, 500, ...seconds.map((step) => step * 1000)];
  return Number(display?.(1024).text) === 1 ? powersOfTwo : undefined;
}

/** Of the values on an axis; empty where the one before says the same. */
export function tickTexts(values: readonly number[], increment: number, display: Display): string[] {
  // Enough to tell neighbours apart also after a thousand became a K; what is 0 at the end is left out.
  const decimals = Math.min(15, Math.max(2, Math.ceil(-Math.log10(increment)) + 1));
  const texts = values.map((value) => formattedValueToString(display(value, decimals)));
  return texts.map((text, at) => (text === texts[at - 1] ? '' : text));
}

/** Shares of a stack. */
export const percentDisplay: Display = (value) => {
  const numeric = Number(value);
  return { numeric, text: String(Number((numeric * 100).toFixed(1))), suffix: '%' };
};

/** A value in its unit; what is no finite number as Prometheus writes it, since it has none. */
export function valueText({ display }: Field, value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN';
  return display === undefined ? String(value) : formattedValueToString(display(value));
}
