/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { open } from './support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const places = [
  '/',
  '/dashboards',
  '/d/circuit-breaker',
  '/d/system-health',
  '/breakers',
  '/alerts',
  '/alerts/rules',
  '/alerts/drill',
  '/silences',
  '/silences/new?filter=%7Balertname%3D%22HighCPUUsage%22%7D',
  '/inbox',
  '/explore?expr=up',
  '/targets',
  '/runbooks',
  '/runbooks/AllKeysCircuitBreakerOpen',
];

it.each(places)('%s is serious to axe in no theme, and needs no sideways scrolling at 390 px', async (place) => {
  const page = await open(place, {
    context: { colorScheme: 'dark', viewport: { width: 390, height: 844 }, bypassCSP: true },
    expectedErrors: /status of 404/,
  });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.getByText('Loading…').count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.addScriptTag({ content: axe });
  for (const theme of ['dark', 'light']) {
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
    // Another width asks for another step, and what was there before is pale until the answer comes.
    await expect.poll(() => page.locator('.stale').count()).toBe(0);
    expect(await page.evaluate(seriousFaults)).toEqual([]);
    await page
      .getByRole('button', { name: 'Light' })
      .or(page.getByRole('button', { name: 'Dark' }))
      .click();
  }
});

async function seriousFaults(): Promise<string[]> {
  const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
