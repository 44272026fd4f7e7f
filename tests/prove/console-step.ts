/// <reference lib="dom" />
import { worlds } from '@switchgear/drill';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../tools/chromium.ts';
import { startWorld } from '../browser/support/world.ts';
import type { Step } from './step.ts';

/** An hour of refreshes every 10 s. */
const refreshes = 360;

/** Before the first reading, so that what is made once is made. */
const warmUp = 40;

/** A console that stays open: every panel asks and draws as often as in an hour, as fast as it can. */
export const consoleStep: Step = {
  name: 'console',
  about: 'memory of a dashboard left open, an hour of refreshes compressed',
  async run({ quick, log }) {
    const healthy = worlds.find(({ name }) => name === 'healthy');
    if (healthy === undefined) throw new Error('the drill has no world called healthy');
    const world = await startWorld(healthy);
    const browser = await chromium.launch({ executablePath: ensureChromium('browser'), args: [...chromiumArguments] });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 2600 } });
      await page.goto(`${world.url}/d/api-metrics?from=${world.now - 900_000}&to=${world.now}&refresh=`);
      await page.waitForSelector('[data-panel] canvas');
      const devTools = await page.context().newCDPSession(page);
      await refresh(page, quick ? 5 : warmUp);
      const before = await readMemory(devTools);
      await refresh(page, quick ? 10 : refreshes);
      const after = await readMemory(devTools);
      log(`${JSON.stringify(before)} before, ${JSON.stringify(after)} after`);
      const grown = (after.heapBytes - before.heapBytes) / 1e6;
      return [
        {
          promise: `The script memory of a dashboard left open for an hour (${refreshes} refreshes) is flat`,
          bar: '≤ 3 MB more',
          measured: `${(before.heapBytes / 1e6).toFixed(1)} MB, ${grown.toFixed(1)} MB more`,
          holds: grown <= 3,
        },
        {
          promise: 'and so is the number of nodes of its page',
          bar: '≤ 1 % more',
          measured: `${before.nodes}, then ${after.nodes}`,
          holds: after.nodes <= before.nodes * 1.01,
        },
      ];
    } finally {
      await browser.close();
      world.dispose();
    }
  },
};

async function refresh(page: Page, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    const asked = page.waitForResponse(/\/query_range\?/);
    await page.getByRole('button', { name: /^Refresh now/ }).click();
    await asked;
    await page.waitForFunction(() => document.querySelector('[data-panel][aria-busy=true]') === null);
  }
}

async function readMemory(devTools: CDPSession): Promise<{ readonly heapBytes: number; readonly nodes: number }> {
  await devTools.send('HeapProfiler.collectGarbage');
  await devTools.send('Performance.enable');
  const { metrics } = await devTools.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes') };
}
