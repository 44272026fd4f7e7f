import type { Config } from '@switchgear/config';
import { stringify } from 'yaml';
import type { SettingsFile } from './write.ts';

/** An Alertmanager that groups alerts and shows them on its page; it notifies nobody. */
export function alertmanagerConfig(_config: Config): SettingsFile[] {
  const settings = {
    route: { receiver: 'default', group_by: ['alertname'] },
    receivers: [{ name: 'default' }],
  };
  return [{ path: 'alertmanager/alertmanager.yml', text: stringify(settings) }];
}
