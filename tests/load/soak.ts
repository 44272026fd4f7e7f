import { eventually } from '../support/eventually.ts';
import { scrape } from '../support/exposition.ts';
import { keepAliveAgent } from '../support/http-call.ts';
import type { Platform } from '../support/platform.ts';
import { type Accounts, emptyAccounts, gatewayAccounts } from './accounts.ts';
import { storm } from './fault-storm.ts';
import { judge } from './judge.ts';
import { MemoryMeter, type MemorySample } from './memory.ts';
import { openLoop } from './open-loop.ts';
import { Random } from './random.ts';
import { type Refusals, RefusalWatch } from './refusal-watch.ts';
import { nextRequest } from './request.ts';
import { send } from './send.ts';

export interface SoakOptions {
  readonly seconds: number;
  readonly perSecond: number;
  readonly seed: string;
}

export interface SoakReport {
  readonly requests: number;
  readonly client: Accounts;
  readonly gateway: Accounts;
  /** Answers that nothing permits, each with its request. */
  readonly violations: readonly string[];
  readonly refusals: Refusals;
  readonly faults: Readonly<Record<string, number>>;
  readonly memory: readonly MemorySample[];
  /** Lines of the gateway's log that tell of its own fault. */
  readonly faultLines: readonly string[];
  /** From the end of the faults until every key was closed again without anybody's help. */
  readonly recoveredSeconds: number;
}

const providers = ['deepseek', 'perplexity'] as const;

/** Settings under which keys come and go in seconds; to be merged into the platform's configuration. */
export const soakSettings = {
  gateway: { deadlines: { first_token_seconds: 1.5, idle_seconds: 1.2, total_seconds: 10 } },
  breaker: { timeout_seconds: 0.5, idle_probe_seconds: 1, quarantine_probe_seconds: 2 },
  trickle: { enabled: false },
} as const;

/** Mixed load over both simulated providers with random faults on every key; looks at every single answer. */
export async function soak(platform: Platform, { seconds, perSecond, seed }: SoakOptions): Promise<SoakReport> {
  const keys = providers.flatMap((provider) => [1, 2, 3].map((number) => `${provider}-${number}`));
  const random = new Random(seed);
  const client = emptyAccounts(providers);
  const violations: string[] = [];
  const agent = keepAliveAgent();
  const memory = new MemoryMeter(await platform.pidOf('gateway'));
  const watch = new RefusalWatch([await platform.pidOf('gateway'), await platform.pidOf('sandbox')]);
  const calm = new AbortController();
  const before = await scrape(platform.gatewayUrl);
  const faults = storm(platform.sandbox, keys, seed, calm.signal);
  try {
    await openLoop({
      perSecond,
      seconds,
      async start(number) {
        const request = nextRequest(random, number);
        const { answer, left } = await send(platform.gatewayUrl, agent, request);
        const verdict = judge(request, answer, left);
        if (verdict.kind === 'violation') {
          violations.push(`${request.model} ${request.stream ? 'stream' : 'JSON'} “${request.prompt}”: ${verdict.why}`);
          return;
        }
        const account = client[request.provider];
        if (account !== undefined) account[verdict.outcome] += 1;
        if (verdict.outcome === 'unavailable') watch.note(answer);
      },
    });
  } finally {
    calm.abort();
    memory.stop();
    watch.stop();
    await faults;
    agent.destroy();
  }
  const recoveredSeconds = await untilAllClosed(platform);
  const after = await scrape(platform.gatewayUrl);
  return {
    requests: Math.round(seconds * perSecond),
    client,
    gateway: gatewayAccounts(providers, before, after),
    violations,
    refusals: watch.summary(),
    faults: await faults,
    memory: memory.samples,
    faultLines: faultLines(platform.log('gateway')),
    recoveredSeconds,
  };
}

/** Nobody calls any more: only the gateway's own probes can close what is open. */
async function untilAllClosed({ admin }: Platform): Promise<number> {
  const begin = performance.now();
  await eventually(async () => {
    const open = (await admin.breakers()).filter(({ state }) => state !== 'closed');
    if (open.length > 0) throw new Error(`not closed again: ${JSON.stringify(open)}`);
  });
  return (performance.now() - begin) / 1000;
}

/** Levels from error (50) up, and what a dying Node prints itself. */
function faultLines(log: string): string[] {
  return log.split('\n').filter((line) => {
    const level = /^\{"level":(\d+|"\w+")/.exec(line)?.[1];
    if (level !== undefined) return Number(level) >= 50 || level === '"error"' || level === '"fatal"';
    return /rejection|uncaught/i.test(line);
  });
}
