import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startAnalysis } from '../../../apps/test-watcher/src/analysis/start.ts';
import { eventually } from '../../support/eventually.ts';
import { ExampleProject } from '../../support/example-project.ts';
import { type Exposition, scrape } from '../../support/exposition.ts';
import { Platform } from '../../support/platform.ts';
import { thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';

const models = {
  cause: { model: 'deepseek-flash', api: 'deepseek' },
  known: { model: 'sonar', api: 'perplexity' },
};
const file = 'test/money.test.ts';
/** Longer than an answer of the sandbox takes. */
const answeredMs = 5_000;

/** How often a failure that comes again and again is asked about, by the gateway's own count. */
export async function measureRepeats({ quick }: StepOptions): Promise<Measurement[]> {
  const [saves, repeats] = quick ? [3, 100] : [20, 1000];
  const shop = new ExampleProject();
  const section = { enabled: true, path: shop.path, analysis: { enabled: true } };
  const platform = await Platform.start({ settings: { test_watcher: section, trickle: { enabled: false } } });
  try {
    // Each time the test stands in another line.
    const save = () => shop.write(file, `\n${shop.read(file)}`);
    await platform.testWatcher.firstRun();
    const begin = await scrape(platform.gatewayUrl);
    shop.replace(file, "'12.50'", "'12.51'");
    for (let number = 0; number < saves; number++) await platform.testWatcher.runsAfter(save, 'fail');
    await delay(answeredMs);
    const ofRuns = await scrape(platform.gatewayUrl);
    await consider(platform, shop.path, repeats);
    const ofRepeats = await scrape(platform.gatewayUrl);
    return [
      asked(`One failure in ${saves} runs of a watched project`, 1, begin, ofRuns),
      asked(
        `${thousands(repeats)} repeats of one failure, given to the analysis without runs, with a restart half way and another failure at the end`,
        2,
        ofRuns,
        ofRepeats,
      ),
    ];
  } finally {
    await platform.dispose();
    shop.dispose();
  }
}

function asked(what: string, failures: number, before: Exposition, after: Exposition): Measurement {
  const calls = Object.values(models).map(({ api }) => [api, after.since(before, 'api_calls_total', { api })] as const);
  return {
    promise: `${what}: each failure is asked about once per model`,
    bar: `${failures} of each, by \`api_calls_total\` of the gateway`,
    measured: calls.map(([api, count]) => `${api} ${count}`).join(', '),
    holds: calls.every(([, count]) => count === failures),
  };
}

/** What a watcher does with the failures of its runs, over two lives; ends when all of it has been dealt with. */
async function consider(platform: Platform, root: string, repeats: number): Promise<void> {
  for (const [begin, end] of [[0, repeats / 2] as const, [repeats / 2, repeats] as const]) {
    const answers: string[] = [];
    const analysis = startAnalysis(
      {
        root,
        stateDir: join(platform.folder, 'considered'),
        analysis: { gateway: platform.gatewayUrl, ...models, dailyTokens: 1_000_000, secrets: [] },
        view: {
          analysis: (text) => answers.push(text),
          fault: ({ message }) => answers.push(message),
        },
      },
      {
        history: { lastGreenCommit: () => undefined },
        repository: undefined,
        metrics: { called: () => {}, error: () => {} },
      },
    );
    for (let number = begin; number < end; number++) analysis?.consider([failure(number)]);
    if (end === repeats) analysis?.consider([failure(end, 'another one')]);
    await eventually(() => {
      if (answers.length === 0) throw new Error('no failure is explained');
    });
    await delay(answeredMs);
    await analysis?.close();
  }
}

/** A repeat differs in all that differs between two runs: durations, ports, temporary folders, lines. */
function failure(number: number, what = 'the stock cannot be reached') {
  const message = `${what} at 127.0.0.1:${30_000 + number} after ${number} ms, see /tmp/run-${number}/log`;
  const stack = `Error: ${message}\n    at reserve (src/stock.ts:${(number % 20) + 1}:3)`;
  const failed = { message, stack };
  return { file: 'test/order.test.ts', name: 'an order', status: 'fail', durationMs: number, failure: failed } as const;
}
