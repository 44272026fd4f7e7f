import type { ModelPrice, Prices, Usage } from './types.ts';

const flash: ModelPrice = {
  input: 0.15,
  cachedInput: 0.003,
  output: 0.6,
  peak: { input: 0.3, cachedInput: 0.006, output: 1.2 },
};

/**
 * DeepSeek's price list, US dollars per million tokens, read in November 2026 from
 * https://api-docs.deepseek.com/quick_start/pricing. `deepseek-v4-flash` is an older name billed as `deepseek-flash`.
 */
export const deepseekPrices: Prices = {
  'deepseek-flash': flash,
  'deepseek-v4-flash': flash,
  'deepseek-v4-pro': {
    input: 0.66,
    cachedInput: 0.022,
    output: 1.98,
    peak: { input: 1.32, cachedInput: 0.044, output: 3.96 },
  },
};

/**
 * Whether DeepSeek bills the peak price: Monday to Friday, 01:00 to 04:00 and 06:00 to 10:00 UTC, from the same page.
 * Chinese public holidays are off-peak there and peak here, so the cost of those days reads high.
 */
export function isPeak(at: number): boolean {
  const date = new Date(at);
  const day = date.getUTCDay();
  if (day === 0 || day === 6) return false;
  const hour = date.getUTCHours();
  return (hour >= 1 && hour < 4) || (hour >= 6 && hour < 10);
}

/** Adds the cost, unless the provider told it or the model has no price. `at` is epoch milliseconds. */
export function withCost(usage: Usage, price: ModelPrice | undefined, at: number): Usage {
  if (usage.costUsd !== undefined || price === undefined) return usage;
  const { input, cachedInput = input, output } = price.peak !== undefined && isPeak(at) ? price.peak : price;
  const fresh = Math.max(0, usage.prompt - usage.cached);
  const millionths = usage.cached * cachedInput + fresh * input + usage.completion * output;
  return { ...usage, costUsd: millionths / 1e6 };
}
