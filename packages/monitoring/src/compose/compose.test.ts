import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadConfig } from '@switchgear/config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { committedFiles } from '../committed.ts';
import { committedSetup } from '../setup.ts';
import { inboxUrl } from './compose.ts';
import { composeFiles } from './files.ts';
import { prometheusTargets } from './targets.ts';
import { dockerCompose } from './testing/docker-compose.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const files = composeFiles(committedSetup);

interface Service {
  readonly image: string;
  readonly container_name?: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly extra_hosts?: readonly string[];
  readonly command?: readonly string[];
  readonly networks?: { readonly default: { readonly aliases: readonly string[] } };
}
interface Resolved {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: { readonly 'slack-url': { readonly file: string } };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-test-'));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function resolve(dotEnv = ''): Promise<Resolved> {
  writeFileSync(join(folder, '.env'), dotEnv);
  return parse(await dockerCompose(['config'], { cwd: folder })) as Resolved;
}

const inContainers = 'COMPOSE_PROFILES=programs\nSWITCHGEAR_TARGETS=docker';

describe('docker-compose accepts the file', { timeout: 120_000 }, () => {
  test('and starts what the programs on this machine need, under the known names, for this machine alone', async () => {
    const resolved = await resolve();
    const started = Object.entries(resolved.services).filter(([, { profiles }]) => profiles === undefined);
    expect(started.map(([name]) => name).toSorted()).toEqual(['alertmanager', 'grafana', 'prometheus']);
    const { prometheus, grafana, alertmanager } = resolved.services;
    expect(prometheus).toMatchObject({ container_name: 'bybit-prometheus', ports: ['127.0.0.1:9090:9090/tcp'] });
    expect(grafana).toMatchObject({ container_name: 'bybit-grafana', ports: ['127.0.0.1:3000:3000/tcp'] });
    expect(alertmanager).toMatchObject({ container_name: 'bybit-alertmanager', ports: ['127.0.0.1:9093:9093/tcp'] });
    expect(prometheus?.volumes).toContainEqual(
      expect.stringMatching(/targets\/host\.yml:\/etc\/prometheus\/targets\.yml:ro$/),
    );
    expect(resolved.secrets['slack-url'].file).toBe(join(folder, 'alertmanager', 'inbox-url'));
  });

  test('and the programs beside them when asked to', async () => {
    const programs = Object.entries((await resolve()).services).filter(
      ([, { profiles }]) => profiles?.[0] === 'programs',
    );
    expect(programs.map(([name]) => name).toSorted()).toEqual([
      'audit-agent',
      'console',
      'gateway',
      'sandbox',
      'test-watcher',
    ]);
    const { prometheus } = (await resolve(inContainers)).services;
    expect(prometheus?.volumes).toContainEqual(expect.stringContaining('targets/docker.yml:'));
  });

  test('so that the inbox has one address, on this machine or in a container', async () => {
    const { hostname } = new URL(inboxUrl);
    const here = (await resolve()).services;
    expect(here['alertmanager']?.extra_hosts).toEqual([`${hostname}:host-gateway`]);
    const there = (await resolve(inContainers)).services;
    expect(there['alertmanager']?.extra_hosts).not.toContain(`${hostname}:host-gateway`);
    expect(there['console']?.networks?.default.aliases).toContain(hostname);
  });

  test('with Slack once a file holds its webhook', async () => {
    const { secrets } = await resolve('SWITCHGEAR_SLACK_URL_FILE=./secrets/slack-url');
    expect(secrets['slack-url'].file).toBe(join(folder, 'secrets', 'slack-url'));
  });

  // Beside the folder of the compose file.
  const example = join(tmpdir(), 'examples', 'shop');

  test('with pinned images, and nothing mounted that is not committed', async () => {
    const committed = committedFiles().map(({ path }) => path);
    for (const [name, { image, volumes = [], container_name: pinned }] of Object.entries(
      (await resolve(inContainers)).services,
    )) {
      if (pinned !== undefined) expect(image, name).toMatch(/:v?\d+\.\d+\.\d+$/);
      for (const source of volumes.map((volume) => volume.split(':')[0] ?? '').filter((it) => it.startsWith('/'))) {
        if (source === example) continue;
        const path = source.replace(folder, 'monitoring');
        expect(
          committed.some((file) => file === path || file.startsWith(`${path}/`)),
          path,
        ).toBe(true);
      }
    }
  });
});

test('every program has a target in both environments, under its own component', () => {
  const [host, docker] = prometheusTargets({ components: ['gateway', 'console'] }).map(({ text }) => parse(text));
  expect(host).toEqual([
    { targets: ['host.docker.internal:8000'], labels: { component: 'gateway' } },
    { targets: ['host.docker.internal:3001'], labels: { component: 'console' } },
  ]);
  expect(docker.map(({ targets }: { targets: string[] }) => targets[0])).toEqual(['gateway:8000', 'console:3001']);
});

test('Alertmanager of the committed files writes to the inbox that the compose file leads to', () => {
  const config = committedFiles().find(({ path }) => path === 'monitoring/alertmanager/config.yml');
  expect(config?.text).toContain(`${inboxUrl}/inbox/heartbeat`);
  expect(files.find(({ path }) => path === 'alertmanager/inbox-url')?.text).toBe(`${inboxUrl}/inbox/slack\n`);
});

describe('the programs', () => {
  const load = (text: string) => {
    const file = join(folder, 'switchgear.yaml');
    writeFileSync(file, text);
    return loadConfig({ file, env: { SWITCHGEAR_CONSOLE_TOKEN: 'admin' } });
  };

  test('in containers find each other by the names of their services', () => {
    const config = load(files.find(({ path }) => path === 'switchgear.programs.yaml')?.text ?? '');
    expect(config.providers.map((provider) => provider.base_url)).toEqual([
      'http://sandbox:8010',
      'http://sandbox:8010',
    ]);
    expect(config.alertmanager).toMatchObject({ host: 'alertmanager', port: 9093 });
    expect(config.links).toEqual(committedSetup.links);
  });

  test('on this machine leave to Docker what runs there', () => {
    const text = readFileSync(join(root, 'monitoring', 'switchgear.docker.yaml'), 'utf8');
    const config = load(text);
    expect([config.prometheus.enabled, config.alertmanager.enabled]).toEqual([false, false]);
    expect(config.console.port).toBe(3001);
    expect(config.links.dashboards).toBe(committedSetup.links.dashboards);
    const onLinux = load(text.replaceAll(/^( *)#(?=[a-z]+:)/gm, '$1'));
    expect([onLinux.gateway.host, onLinux.console.host]).toEqual(['172.17.0.1', '0.0.0.0']);
    expect(onLinux.console.token).toBeDefined();
  });
});

test('the image holds the programs that the compose file starts, and nothing that is not named', async () => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(ignored[0]).toBe('*');
  for (const kept of ignored.filter((line) => line.startsWith('!')))
    expect(existsSync(join(root, kept.slice(1))), kept).toBe(true);
  const commands = Object.values((await resolve(inContainers)).services).flatMap(
    ({ command = [] }) => command[0] ?? [],
  );
  const programs = commands.filter((entry) => entry.endsWith('.ts'));
  expect(programs).toHaveLength(5);
  for (const entry of programs) expect(existsSync(join(root, entry)), entry).toBe(true);
});
