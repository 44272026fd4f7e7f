/// <reference lib="dom" />
import type { Browser } from 'playwright-core';

const wanted = 10;

/** The longest time for which the page could not answer its viewer during a number of refreshes of all panels. */
export async function refreshes(browser: Browser, address: string): Promise<{ longestMs: number; count: number }> {
  // Everything is in sight, so everything is drawn anew.
  const context = await browser.newContext({ viewport: { width: 1280, height: 3000 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    const settled = () =>
      [...document.querySelectorAll('[data-panel]')].every((panel) => panel.getAttribute('aria-busy') === 'false');
    await page.waitForSelector('[data-panel]');
    await page.waitForFunction(settled, undefined, { timeout: 30_000 });
    await page.evaluate(() => {
      const blocks: number[] = [];
      new PerformanceObserver((list) => {
        blocks.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask' });
      Object.assign(globalThis, { blocks });
      // A block on purpose shows that blocks are seen.
      setTimeout(() => {
        const end = performance.now() + 60;
        while (performance.now() < end);
      });
    });
    await page.waitForFunction(() => (globalThis as unknown as { blocks: number[] }).blocks.splice(0).length > 0);
    for (let count = 0; count < wanted; count += 1) {
      await page.getByRole('button', { name: /^Refresh now/ }).click();
      await page.waitForFunction(settled, undefined, { timeout: 30_000 });
      // A block is told when the next task begins.
      await page.waitForTimeout(300);
    }
    const blocks = await page.evaluate(() => (globalThis as unknown as { blocks: number[] }).blocks);
    return { longestMs: Math.max(0, ...blocks), count: wanted };
  } finally {
    await context.close();
  }
}
