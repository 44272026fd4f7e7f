import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadConfig } from '@switchgear/config';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Binaries, findBinaries } from '../binaries/find.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { alertmanagerConfig } from './alertmanager.ts';
import { prometheusConfig, targetGroups } from './prometheus.ts';
import { writeSettings } from './write.ts';

const run = promisify(execFile);
const config = loadConfig({ env: {}, cwd: import.meta.dirname });

test('every program of ours is a target of the job, labelled with its name', () => {
  expect(targetGroups(config)).toEqual([
    { targets: ['127.0.0.1:8000'], labels: { component: 'gateway' } },
    { targets: ['127.0.0.1:8010'], labels: { component: 'sandbox' } },
  ]);
});

test('a program that is switched off is no target', () => {
  const real = { ...config, sandbox: { ...config.sandbox, enabled: false } };
  expect(targetGroups(real).map((group) => group.labels.component)).toEqual(['gateway']);
  const alone = { ...config, alertmanager: { ...config.alertmanager, enabled: false } };
  expect(prometheusConfig(alone)[0]?.text).not.toContain('alertmanager');
});

test('the job is scraped every 10 s under the name that dashboards use, everything else every 15 s', () => {
  const settings = parse(prometheusConfig(config)[0]?.text ?? '');
  expect(settings.global.scrape_interval).toBe('15s');
  expect(settings.scrape_configs[0]).toMatchObject({ job_name: 'bybit-strategy-tester', scrape_interval: '10s' });
  expect(settings.scrape_configs.map((job: { job_name: string }) => job.job_name).slice(1)).toEqual([
    'prometheus',
    'alertmanager',
  ]);
});

test('an address that means all is scraped locally, and IPv6 stands in brackets', () => {
  const open = {
    ...config,
    gateway: { ...config.gateway, host: '0.0.0.0' },
    sandbox: { ...config.sandbox, host: '::1' },
  };
  expect(targetGroups(open).flatMap((group) => group.targets)).toEqual(['127.0.0.1:8000', '[::1]:8010']);
});

describe('with the real programs', () => {
  let binaries: Binaries;
  beforeAll(async () => {
    binaries = await findBinaries();
  });

  test('promtool and amtool accept what is written', async () => {
    const folder = temporaryFolder();
    await writeSettings(folder, [...prometheusConfig(config), ...alertmanagerConfig(config)]);
    const prometheus = await run(binaries.promtool, ['check', 'config', join(folder, 'prometheus', 'prometheus.yml')]);
    expect(prometheus.stdout).toContain('is valid prometheus config file syntax');
    const alertmanager = await run(binaries.amtool, ['check-config', join(folder, 'alertmanager', 'alertmanager.yml')]);
    expect(alertmanager.stdout).toContain('SUCCESS');
  });
});
