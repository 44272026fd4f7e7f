import { stringify } from 'yaml';
import type { GeneratedFile } from '../generated-file.ts';
import { notice } from '../notice.ts';
import { committedSetup, type Setup } from '../setup.ts';
import { composeFile, inboxUrl } from './compose.ts';
import { prometheusTargets } from './targets.ts';

/** docker-compose.yml and what only it needs. Paths are relative to `monitoring/`. */
export function composeFiles(setup: Pick<Setup, 'components'>): GeneratedFile[] {
  return [
    { path: 'docker-compose.yml', text: composeFile() },
    { path: 'alertmanager/inbox-url', text: `${inboxUrl}/inbox/slack\n` },
    { path: 'switchgear.programs.yaml', text: notice + stringify(programsConfig) },
    ...prometheusTargets(setup),
  ];
}

/** For programs in containers, which know each other by the names of their services and are reached from outside. */
const programsConfig = {
  state_dir: '/var/lib/switchgear',
  gateway: { host: '0.0.0.0' },
  sandbox: { host: 'sandbox' },
  test_watcher: { host: '0.0.0.0' },
  audit_agent: { host: '0.0.0.0' },
  prometheus: { host: 'prometheus' },
  alertmanager: { host: 'alertmanager' },
  console: { host: '0.0.0.0', port: 3001, token: { env: 'SWITCHGEAR_CONSOLE_TOKEN' } },
  links: { ...committedSetup.links },
};
