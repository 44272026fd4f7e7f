import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { alertmanagerConfig, alertmanagerTemplates, type Links } from '@switchgear/monitoring';
import type { LabelSet } from '../rules/expectation.ts';
import type { Place } from './child.ts';
import { Server } from './server.ts';

const hurried = {
  // Long enough for a worse alert to come and keep this one back, but on a machine that is busy with other tests.
  groupWait: '5s',
  groupInterval: '1s',
  repeatInterval: { critical: '1h', warning: '1h', info: '1h' },
};

/** Starts Alertmanager with the shipped routes and templates; all its receivers are that address, and only its waits are short. */
export async function startAlertmanager(
  place: Place,
  receiver: string,
  links: Links,
  isReal: boolean,
): Promise<Server> {
  const { folder, binaries } = place;
  const config = alertmanagerConfig({
    slackUrlFile: join(folder, 'slack-url'),
    templatesGlob: join(folder, 'templates', '*.tmpl'),
    inboxUrl: `http://${receiver}`,
    ...(!isReal && { timings: hurried }),
  });
  const files = [
    { path: 'alertmanager.yml', text: config },
    { path: 'slack-url', text: `http://${receiver}/slack` },
    ...alertmanagerTemplates(links),
  ];
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const args = [
    `--config.file=${join(folder, 'alertmanager.yml')}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    '--cluster.listen-address=',
  ];
  // An unpacked Debian package finds its templates only from its folder.
  const command = { name: 'Alertmanager', command: binaries.alertmanager, args, cwd: binaries.templates };
  return await Server.start(command, place);
}

interface HeldAlert {
  readonly labels: LabelSet;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** The alerts that it has, delivered or not. */
export async function heldAlerts(alertmanager: Server): Promise<readonly HeldAlert[]> {
  return (await alertmanager.ask('api/v2/alerts')) as readonly HeldAlert[];
}

/** Labels of the alerts that a worse one keeps from being delivered. */
export async function inhibitedAlerts(alertmanager: Server): Promise<LabelSet[]> {
  const alerts = await heldAlerts(alertmanager);
  return alerts.filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => labels);
}
