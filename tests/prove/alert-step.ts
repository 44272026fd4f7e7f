import { eventually } from '../support/eventually.ts';
import type { Notification } from '../support/inbox.ts';
import { Platform } from '../support/platform.ts';
import { seconds } from './figures.ts';
import type { Measurement, Step } from './step.ts';

const alert = 'AllKeysCircuitBreakerOpen';
/** What the rule waits for. */
const forSeconds = 120;
/** A scrape, an evaluation, the wait for the rest of the group, and a margin for a busy machine. */
const deliverySeconds = 10 + 15 + 10 + 5;
/** A scrape, an evaluation, a group interval, and the margin. */
const resolutionSeconds = 10 + 15 + 60 + 5;

/** One alert of a running platform, from the fault to the resolved notification, with nothing shortened. */
export const alertStep: Step = {
  name: 'alert',
  about: `${alert} on a running platform, in its true time`,
  async run({ log }) {
    const platform = await Platform.start({ settings: { trickle: { interval_seconds: 1 } } });
    try {
      // The scrapes before the fault say that every key is closed.
      await eventually(async () => {
        if ((await platform.prometheus.value('count(circuit_breaker_state == 0)')) !== 6)
          throw new Error('not scraped');
      });
      const faultAt = Date.now();
      for (const key of ['deepseek-1', 'deepseek-2', 'deepseek-3']) {
        await platform.sandbox.setFault(key, { kind: 'rate_limit', retry_after_seconds: 900 });
      }
      const openAt = await eventually(async () => {
        const keys = (await platform.admin.breakers()).filter(({ provider }) => provider === 'deepseek');
        if (keys.some(({ state }) => state !== 'open')) throw new Error('not all keys of deepseek are open');
        return Date.now();
      });
      log(`all keys open after ${seconds((openAt - faultAt) / 1000)}`);
      const firing = await eventually(() => platform.inbox.find(alert, 'firing'), { withinMs: 300_000, everyMs: 500 });
      const arrival = (Date.parse(firing.received_at) - openAt) / 1000;
      log(`notification after ${seconds(arrival)}: ${firing.title}`);
      const links = await answersOf(firing);
      await platform.sandbox.clearFaults();
      await platform.admin.reset();
      const closedAt = Date.now();
      const resolved = await eventually(() => platform.inbox.find(alert, 'resolved'), {
        withinMs: 420_000,
        everyMs: 500,
      });
      const end = (Date.parse(resolved.received_at) - closedAt) / 1000;
      return [
        arrives(arrival, firing.channel),
        {
          promise: 'Its links to runbook and dashboard answer',
          bar: 'each 200',
          measured: links.join(', '),
          holds: links.length === 2 && links.every((status) => status === '200'),
        },
        {
          promise: 'It resolves in the same channel once the keys are closed again',
          bar: `≤ ${resolutionSeconds} s`,
          measured: seconds(end),
          holds: end <= resolutionSeconds && resolved.channel === firing.channel,
        },
      ];
    } finally {
      await platform.dispose();
    }
  },
};

function arrives(arrival: number, channel: string): Measurement {
  const latest = forSeconds + deliverySeconds;
  return {
    promise: `With every key of a provider open, ${alert} arrives in the inbox for #alerts-critical`,
    bar: `${forSeconds} to ${latest} s after the last key opened`,
    measured: `${seconds(arrival)}, ${channel}`,
    holds: arrival >= forSeconds && arrival <= latest && channel === '#alerts-critical',
  };
}

async function answersOf({ links }: Notification): Promise<string[]> {
  const wanted = links.filter(({ text }) => /runbook|dashboard/i.test(text));
  return Promise.all(wanted.map(async ({ url }) => String((await fetch(url)).status)));
}
