import { worlds } from '@switchgear/drill';
import { chromium } from 'playwright-core';
import { startWorld } from '../../../tests/browser/support/world.ts';
import { chromiumArguments, ensureChromium } from '../../../tools/chromium.ts';
import { addBoard } from './board.ts';
import { type Load, loadDashboard } from './load.ts';
import { refreshes } from './refresh.ts';

const panels = 20;
const rounds = 5;

/**
 * The console in a real browser, over a Prometheus with two hours of both providers: script before the first panel,
 * first paint, time until every panel in sight is drawn, and what a refresh blocks. Medians of the rounds, each in a
 * fresh browser profile; a refresh counts by its longest block.
 */
export async function run({ json = false }: { json?: boolean } = {}): Promise<boolean> {
  const healthy = worlds.find(({ name }) => name === 'healthy');
  if (healthy === undefined) throw new Error('the drill has no world called healthy');
  const world = await startWorld(healthy);
  const browser = await chromium.launch({ executablePath: ensureChromium('browser'), args: [...chromiumArguments] });
  try {
    const address = `${world.url}/d/${addBoard(world.stateDir, panels)}?from=${world.now - 900_000}&to=${world.now}`;
    // The first asks for what Prometheus has not read from disk yet.
    await loadDashboard(browser, address);
    const loads: Load[] = [];
    for (let round = 0; round < rounds; round += 1) loads.push(await loadDashboard(browser, address));
    const { longestMs, count } = await refreshes(browser, `${address}&refresh=`);
    const median = (pick: (load: Load) => number) => loads.map(pick).sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
    const bars = [
      { bar: 'script before the first panel, kB gzip', value: median((load) => load.scriptBytes) / 1000, limit: 420 },
      { bar: 'first paint, ms', value: median((load) => load.firstPaintMs), limit: 800 },
      {
        bar: `${panels} panels, all in sight drawn, ms`,
        value: median((load) => load.drawnMs),
        limit: 1500,
      },
      { bar: `longest block of ${count} refreshes, ms`, value: longestMs, limit: 50 },
    ].map((row) => ({ ...row, passed: row.value <= row.limit }));
    report(bars, json);
    return bars.every(({ passed }) => passed);
  } finally {
    await browser.close();
    world.dispose();
  }
}

/** Entry script and first paint of the two ways not taken, each drawing one panel on a machine of this size. */
const elsewhere = [
  { name: '@grafana/ui', scriptKilobytes: 734, firstPaintMs: 600 },
  { name: 'Perses', scriptKilobytes: 1045, firstPaintMs: 1200 },
];

function report(bars: readonly { bar: string; value: number; limit: number; passed: boolean }[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ verdicts: bars, elsewhere }));
    return;
  }
  console.log(`\nConsole (medians of ${rounds} loads in Chromium)\n`);
  for (const { bar, value, limit, passed } of bars) {
    console.log(`${passed ? 'holds ' : 'MISSED'}  ${bar}: ${value.toFixed(0)} (at most ${limit})`);
  }
  for (const { name, scriptKilobytes, firstPaintMs } of elsewhere) {
    console.log(
      `beside  ${name}, measured once elsewhere: ${scriptKilobytes} kB of script, first paint ${firstPaintMs} ms`,
    );
  }
}
