import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { ExampleProject } from '../../support/example-project.ts';
import { scrape } from '../../support/exposition.ts';
import { Platform } from '../../support/platform.ts';
import { startAgent } from '../../support/start-agent.ts';
import type { Measurement } from '../step.ts';

/** What a gateway does to the tests of a project, which first pass, then fail, then pass again. */
interface Outcome {
  /** How each run of a watcher ended, and what it ran. */
  readonly runs: string;
  /** Questions that reached nobody. */
  readonly failedCalls: number;
  /** Of `switchgear watch --once`. */
  readonly statuses: readonly (number | null)[];
  /** Lines of its JUnit XML, without durations and in one order. */
  readonly results: string;
}

/** Whether tests depend on a gateway: without analysis, with it while the gateway is down, while it never answers. */
export async function measureGatewayDown(): Promise<Measurement[]> {
  let questions = 0;
  const silent = createServer((socket) => {
    socket.once('data', () => {
      questions += 1;
    });
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    const { port } = silent.address() as AddressInfo;
    const without = await outcomeOf({});
    const down = await outcomeOf({ analysis: { enabled: true } });
    const hung = await outcomeOf({ analysis: { enabled: true } }, { port });
    const all = [without, down, hung];
    const isSame = (pick: (outcome: Outcome) => unknown) => all.every((one) => `${pick(one)}` === `${pick(without)}`);
    const statuses = all.map((one) => one.statuses.join(' and '));
    const wasAsked = down.failedCalls > 0 && questions > 0;
    return [
      {
        promise:
          'A watcher runs the same with analysis while the gateway is down, or never answers, as without analysis',
        bar: 'the same runs with the same results, though it was asked',
        measured: `${isSame(({ runs }) => runs) ? 'the same' : 'other'} runs (${without.runs}); ${down.failedCalls} questions to the one that was down, ${questions} to the silent one`,
        holds: isSame(({ runs }) => runs) && wasAsked,
      },
      {
        promise: '`switchgear watch --once` too',
        bar: 'status 0 where tests pass, 1 where one fails, the same JUnit XML',
        measured: `status ${statuses.join('; ')}; ${isSame(({ results }) => results) ? 'the same' : 'other'} results`,
        holds: isSame(({ results }) => results) && statuses.every((text) => text === '0 and 1'),
      },
    ];
  } finally {
    silent.close();
  }
}

async function outcomeOf(analysis: object, gateway?: object): Promise<Outcome> {
  const shop = new ExampleProject();
  const settings = { test_watcher: { enabled: true, path: shop.path, ...analysis }, ...(gateway && { gateway }) };
  const platform = await Platform.prepare({ settings });
  try {
    const junit = join(platform.folder, 'junit.xml');
    const once = async () => {
      const { status } = await platform.switchgear(['watch', '--once', '--all', '--junit', junit]);
      const lines = readFileSync(junit, 'utf8')
        .replaceAll(/ time="[^"]*"/g, '')
        .split('\n');
      return { status, lines: lines.sort() };
    };
    const agent = await startAgent('test-watcher', platform);
    const { testWatcher } = platform;
    await testWatcher.firstRun();
    await testWatcher.runsAfter(() => shop.replace('src/discount.ts', 'WELCOME: 10', 'WELCOME: 11'), 'fail');
    const runs = await testWatcher.runsAfter(
      () => shop.replace('src/discount.ts', 'WELCOME: 11', 'WELCOME: 10'),
      'pass',
    );
    const metrics = await scrape(`http://127.0.0.1:${platform.ports.test_watcher}`);
    agent.child.kill('SIGTERM');
    await agent.result;
    const passing = await once();
    shop.replace('src/discount.ts', 'WELCOME: 10', 'WELCOME: 11');
    const failing = await once();
    return {
      runs: runs.map(({ status, passed, failed }) => `${status} ${passed}/${passed + failed}`).join(', '),
      failedCalls: metrics.sum('test_watcher_api_calls_total', { status: 'error' }),
      statuses: [passing.status, failing.status],
      results: [...passing.lines, ...failing.lines].join('\n'),
    };
  } finally {
    await platform.dispose();
    shop.dispose();
  }
}
