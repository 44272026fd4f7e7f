import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { Platform } from '../support/platform.ts';
import { seconds } from './figures.ts';
import type { Measurement, Step } from './step.ts';

const alert = 'AlertmanagerNotificationsFailing';
/** A failed attempt is counted at once; then a scrape of 15 s, an evaluation of 15 s, and the wait for the group. */
const latestSeconds = 60;

/** A Slack that refuses, and a webhook file that is gone: both have to show where no Slack is between. */
export const slackStep: Step = {
  name: 'slack',
  about: 'a Slack webhook that answers 404 or 429, or whose file is gone',
  async run({ log }) {
    const faults: { name: string; status?: number }[] = [
      { name: 'answers 404', status: 404 },
      { name: 'answers 429', status: 429 },
      { name: 'has lost its file' },
    ];
    const measurements: Measurement[] = [];
    for (const { name, status } of faults) {
      const measurement = await measure(name, status);
      log(`${name}: ${measurement.measured}`);
      measurements.push(measurement);
    }
    return measurements;
  },
};

async function measure(name: string, status = 200): Promise<Measurement> {
  const slack = createServer((_request, response) => response.writeHead(status).end('no_service')).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => slack.once('listening', resolve));
  const webhook = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/services/x`;
  const platform = await Platform.start({ env: { SLACK_WEBHOOK_URL: webhook } });
  try {
    if (status === 200) rmSync(join(platform.stateDir, 'monitoring', 'alertmanager', 'slack-url'));
    // One look at the counter before it moves.
    await eventually(async () => {
      const known = await platform.prometheus.query('alertmanager_notification_requests_failed_total');
      if (known.length === 0) throw new Error('Alertmanager is not scraped');
    });
    await platform.sandbox.setFault('deepseek-1', { kind: 'rate_limit', retry_after_seconds: 900 });
    const failedAt = await eventually(
      () => {
        if (!/Notify|notify/.test(faultLines(platform.log('alertmanager')))) throw new Error('nothing in the log');
        return Date.now();
      },
      { withinMs: 180_000 },
    );
    const arrived = await eventually(() => platform.inbox.find(alert, 'firing'), { withinMs: 180_000 });
    const after = (Date.parse(arrived.received_at) - failedAt) / 1000;
    return {
      promise: `A Slack webhook that ${name} shows in Alertmanager's log, and ${alert} arrives in the local inbox`,
      bar: `≤ ${latestSeconds} s after the first line in the log`,
      measured: `${seconds(after)}, ${arrived.channel}`,
      holds: after <= latestSeconds,
    };
  } finally {
    await platform.dispose();
    slack.close();
  }
}

function faultLines(log: string): string {
  return log
    .split('\n')
    .filter((line) => /level=(?:warn|error)/.test(line))
    .join('\n');
}
