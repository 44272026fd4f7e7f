import { setImmediate } from 'node:timers/promises';
import { Secret } from '@switchgear/config';
import { expect, test } from 'vitest';
import type { Notification } from '../clients/console.ts';
import { plain } from '../screen/style.ts';
import { readJournal } from '../test-alerts/journal.ts';
import { type StandIn, startStandIn } from '../test-alerts/testing/stand-in.ts';
import { giveTour } from './tour.ts';

type World = Awaited<ReturnType<typeof startStandIn>>;

/** A notification as Alertmanager sends it for one key or several. */
function notify(
  { standIn, url }: World,
  text: string,
  title = '[FIRING:1] CircuitBreakerOpened deepseek',
  status: Notification['status'] = 'firing',
): void {
  standIn.notifications.unshift({
    id: String(standIn.notifications.length + 1),
    received_at: new Date().toISOString(),
    channel: '#alerts-info',
    status,
    title,
    title_link: '',
    text,
    links: [
      { text: 'Runbook', url: `${url}/runbooks/CircuitBreakerOpened` },
      { text: 'Dashboard', url: `${url}/d/circuit-breaker` },
    ],
  });
}

const opened = (standIn: StandIn) => standIn.states.get('deepseek-1') === 'open';

/** Takes the tour on a clock of its own, while `happen` plays what goes on around it, at each wait. */
async function take(world: World, happen: () => void = () => {}) {
  const lines: string[] = [];
  const interrupt = new AbortController();
  let time = Date.now();
  const tour = giveTour(world.platform, {
    print: (line) => lines.push(line),
    paint: plain,
    now: () => time,
    wait: async (ms) => {
      time += ms;
      happen();
      await setImmediate();
    },
    signal: interrupt.signal,
  });
  return { tour, lines, interrupt };
}

/** The alert arrives once the breaker is open; the mended key is closed by its probes. */
function goesWell(world: World): () => void {
  const { standIn } = world;
  return () => {
    if (opened(standIn) && standIn.notifications.length === 0) notify(world, 'Key deepseek-1 of deepseek opened');
    if (opened(standIn) && standIn.faults.size === 0) standIn.states.set('deepseek-1', 'closed');
  };
}

test('it tells each step with its time, and ends with the key at work and no call failed', async () => {
  const world = await startStandIn();
  const { tour, lines } = await take(world, goesWell(world));
  await tour;
  const text = lines.join('\n');
  expect(text.match(/^\[\d+:\d\d\] {2}\d\. /gm)).toHaveLength(6);
  expect(text).toContain('In #alerts-info: [FIRING:1] CircuitBreakerOpened deepseek');
  expect(text).toContain(`${world.url}/runbooks/CircuitBreakerOpened  answers 200`);
  expect(text).toMatch(/\d+ calls answered, none failed\./);
  expect(world.standIn.faults.size).toBe(0);
  expect(readJournal(world.platform.config.state_dir).faults).toEqual({});
});

test('an alert that does not arrive fails it, by name, and the key works again', async () => {
  const world = await startStandIn();
  notify(world, 'Key deepseek-1 of deepseek opened');
  notify(world, 'Key deepseek-1 of deepseek opened', '[RESOLVED] CircuitBreakerOpened deepseek', 'resolved');
  // Later ones that are of no concern: of another key, and of another alert.
  const { tour } = await take(world, () => {
    if (!opened(world.standIn) || world.standIn.notifications.length > 2) return;
    notify(world, 'Key deepseek-12 of deepseek opened');
    notify(world, 'Key deepseek-1 of deepseek', '[FIRING:1] KeyQuarantined');
  });
  await expect(tour).rejects.toMatchObject({
    message: 'This did not come within 120 s: CircuitBreakerOpened of deepseek-1 in the inbox.',
    exitStatus: 1,
  });
  expect(world.standIn.faults.size).toBe(0);
  expect(world.standIn.states.get('deepseek-1')).toBe('closed');
});

test('a link that does not answer fails it, with its address', async () => {
  const world = await startStandIn();
  world.standIn.pageStatus = 404;
  const { tour } = await take(world, goesWell(world));
  await expect(tour).rejects.toThrow(`The link Runbook of the notification answers 404: ${world.url}/runbooks/`);
});

test('a key that does not recover fails it', async () => {
  const world = await startStandIn();
  const { tour } = await take(world, () => {
    if (opened(world.standIn) && world.standIn.notifications.length === 0) notify(world, 'deepseek-1');
  });
  await expect(tour).rejects.toThrow(/the breaker of deepseek-1 closes/);
});

test('a call that fails fails it', async () => {
  const world = await startStandIn();
  const { standIn } = world;
  const happen = goesWell(world);
  let refused = 0;
  standIn.onRequest = (request) => {
    if (request.endsWith('/completions') && ![...standIn.states.values()].includes('closed')) refused += 1;
  };
  const { tour } = await take(world, () => {
    if (!opened(standIn)) return;
    for (const key of standIn.states.keys())
      if (key !== 'deepseek-1') standIn.states.set(key, refused === 0 ? 'open' : 'closed');
    if (refused > 0) happen();
  });
  await expect(tour).rejects.toThrow(/^1 of \d+ calls failed: 503 .*every key rests/);
});

test('Ctrl-C mends the key', async () => {
  const world = await startStandIn();
  const { tour, interrupt } = await take(world, () => {
    if (opened(world.standIn)) interrupt.abort();
  });
  await expect(tour).rejects.toMatchObject({ code: 'interrupted', exitStatus: 130 });
  expect(world.standIn.faults.size).toBe(0);
  expect(world.standIn.states.get('deepseek-1')).toBe('closed');
});

test('with Slack the alert is looked for in Alertmanager, and the channel is named', async () => {
  const world = await startStandIn({
    slack: { webhook: new Secret('https://hooks.slack.com/services/x'), webhooks: {} },
  });
  const { standIn } = world;
  const { tour, lines } = await take(world, () => {
    if (!opened(standIn)) return;
    const labels = { alertname: 'CircuitBreakerOpened', severity: 'info', key_id: 'deepseek-1' };
    if (standIn.alerts.length === 0)
      standIn.alerts.push({ labels, annotations: {}, generatorURL: '', startsAt: '', endsAt: '' });
    if (standIn.faults.size === 0) standIn.states.set('deepseek-1', 'closed');
  });
  await tour;
  expect(lines.join('\n')).toContain('look at #alerts-info');
});

test('a key of which the alert still fires is not taken, and where none is well nothing is begun', async () => {
  const world = await startStandIn();
  const labels = { alertname: 'CircuitBreakerOpened', key_id: 'deepseek-1' };
  world.standIn.alerts.push({ labels, annotations: {}, generatorURL: '', startsAt: '', endsAt: '' });
  // Told of before a restart, and not since.
  notify(world, 'Key deepseek-2 of deepseek opened');
  const { tour, lines, interrupt } = await take(world, () => {
    if (world.standIn.faults.size > 0) interrupt.abort();
  });
  await expect(tour).rejects.toThrow('Interrupted');
  expect(lines.join('\n')).toContain('The key deepseek-3 breaks');
  for (const key of ['deepseek-3', 'perplexity-3']) world.standIn.states.set(key, 'open');
  await expect((await take(world)).tour).rejects.toThrow('No simulated provider has all its keys closed');
  world.standIn.faults.set('*', { kind: 'hang' });
  await expect((await take(world)).tour).rejects.toThrow('* fails already');
});

test('where nothing is simulated it refuses', async () => {
  const world = await startStandIn();
  const { tour } = await take({ ...world, platform: { ...world.platform, sandbox: undefined } });
  await expect(tour).rejects.toMatchObject({ code: 'sandbox_off' });
});
