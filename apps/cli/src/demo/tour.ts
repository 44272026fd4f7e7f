import { programs } from '@switchgear/config';
import type { BreakerView } from '../clients/gateway.ts';
import type { Platform } from '../clients/platform.ts';
import { CliError } from '../errors.ts';
import { clock } from '../test-alerts/due.ts';
import { liftFault, setFaults } from '../test-alerts/faults.ts';
import { type Calls, keepCalling } from './calls.ts';
import { Stage, type Surroundings } from './stage.ts';
import { awaitTelling } from './telling.ts';
import { chooseVictim, type Victim } from './victim.ts';

/** Per failure that it takes: a call goes to any of the keys. */
const failureSeconds = 12;

/**
 * A key fails, its breaker opens, calls go on, the alert arrives, the key recovers. Whatever comes of it, the key works
 * again afterwards.
 *
 * @throws CliError unhealthy naming what did not come; sandbox_off; interrupted
 */
export async function giveTour(platform: Platform, around: Surroundings): Promise<void> {
  const victim = await chooseVictim(platform);
  const calls: Calls = { answered: 0, failures: [] };
  const stage = new Stage(around, calls);
  await introduce(stage, platform);
  const ending = new AbortController();
  const signal = AbortSignal.any([around.signal, ending.signal]);
  const called = keepCalling(calls, () => platform.caller.ask(victim.model), around.wait, signal);
  const failure = await act(stage, calls, platform, victim).catch((error: unknown) => error);
  ending.abort();
  try {
    await liftFault(platform, victim.key);
  } catch (error) {
    if (failure === undefined) throw error;
    stage.say(`${victim.key} could not be mended; do it with: npx switchgear test-alerts reset`);
  }
  if (failure !== undefined) throw failure;
  await called;
  finish(stage, calls);
}

async function introduce(stage: Stage, { config }: Platform): Promise<void> {
  await stage.step(
    'Switchgear runs, and everything that alerts pass through with it.',
    `Gateway       ${programs(config).find(({ name }) => name === 'gateway')?.url}`,
    `Prometheus    ${config.links.prometheus}`,
    `Alertmanager  ${config.links.alertmanager}`,
    `Console       ${config.links.console}`,
    `Dashboard     ${config.links.dashboards}/d/circuit-breaker`,
  );
}

async function act(stage: Stage, calls: Calls, platform: Platform, victim: Victim): Promise<void> {
  const { key, provider, model } = victim;
  const { failure_threshold: threshold, timeout_seconds: openSeconds } = platform.config.breaker;
  await stage.step(
    'Calls go through the gateway, two a second.',
    `They ask for ${model}. The gateway gives each to one of the keys of ${provider}.`,
  );
  await stage.until('five calls are answered', 30, async () => (calls.answered >= 5 ? true : undefined));
  stage.say(`${calls.answered} calls answered, ${calls.failures.length} failed.`);
  const told = await awaitTelling(platform, victim);
  await stage.step(
    `The key ${key} breaks: from now on ${provider} answers it with an error.`,
    'The gateway tries another key for each call that fails, so that no caller notices.',
    `After ${threshold} failures in a row the breaker of the key opens.`,
  );
  await setFaults(platform, { [key]: { kind: 'server_error' } });
  const open = await stage.until(`the breaker of ${key} opens`, threshold * failureSeconds, () =>
    breakerIn(platform, key, 'open'),
  );
  const before = calls.answered;
  await stage.step(
    `The breaker of ${key} is open: no call is given to it any more.`,
    'See it with: npx switchgear breakers',
    `It is tried again at ${clock(Date.parse(open.open_until ?? ''))}.`,
  );
  stage.say(`${calls.answered - before} calls answered by the other keys meanwhile, ${calls.failures.length} failed.`);
  await stage.step(
    'Prometheus sees the open breaker, Alertmanager tells of it.',
    'That takes about half a minute: a scrape, an evaluation of the rules, and a wait for what belongs to the same',
    'trouble. Within 15 minutes of an earlier alert of this kind it takes up to a minute longer.',
  );
  for (const line of await told(stage)) stage.say(line);
  await stage.step(
    `The key ${key} is mended.`,
    'Its breaker still waits for its time. Then it lets a few calls through, and closes when two of them succeed.',
  );
  await platform.sandbox?.clear(key);
  // A probe that came before it was mended has doubled the wait.
  await stage.until(`the breaker of ${key} closes`, 4 * openSeconds + 60, () => breakerIn(platform, key, 'closed'));
  stage.say(`The breaker of ${key} is closed, and the key gets calls again.`);
}

async function breakerIn({ gateway }: Platform, key: string, state: BreakerView['state']) {
  return (await gateway.breakers()).find((breaker) => breaker.key_id === key && breaker.state === state);
}

function finish(stage: Stage, calls: Calls): void {
  const { answered, failures } = calls;
  if (failures.length > 0) {
    throw new CliError('unhealthy', `${failures.length} of ${answered + failures.length} calls failed: ${failures[0]}`);
  }
  stage.say(`That was it, after ${Math.round(stage.elapsedSeconds)} s: ${answered} calls answered, none failed.`);
  stage.say('The alert ends by itself two minutes after the key opened, which is told as well.');
}
