import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Links } from '../../setup.ts';
import { type AlertmanagerOptions, alertmanagerConfig } from '../config.ts';
import { alertmanagerTemplates } from '../templates.ts';

const links: Links = {
  console: 'http://console.example',
  dashboards: 'http://dashboards.example',
  prometheus: 'http://prometheus.example',
  alertmanager: 'http://alertmanager.example',
};

export interface WriteOptions extends Partial<AlertmanagerOptions> {
  /** What stands in the file with Slack's address; unset, there is none. */
  readonly slackUrl?: string;
}

export interface Written {
  readonly folder: string;
  readonly configFile: string;
  readonly slackUrlFile: string;
}

/** Configuration and templates as they are shipped, in a folder that is gone after the test. */
export function writeConfig({ slackUrl, ...options }: WriteOptions = {}): Written {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const slackUrlFile = join(folder, 'slack-url');
  if (slackUrl !== undefined) writeFileSync(slackUrlFile, slackUrl);
  for (const { path, text } of alertmanagerTemplates(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const configFile = join(folder, 'config.yml');
  const defaults = { slackUrlFile, templatesGlob: 'templates/*.tmpl', inboxUrl: 'http://127.0.0.1:9' };
  writeFileSync(configFile, alertmanagerConfig({ ...defaults, ...options }));
  return { folder, configFile, slackUrlFile };
}
