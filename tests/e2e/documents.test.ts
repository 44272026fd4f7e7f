import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCommands, runbookCommands } from '@switchgear/monitoring';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandResult, root, run } from '../support/command.ts';
import { ExampleProject } from '../support/example-project.ts';
import { Platform } from '../support/platform.ts';

/** The commands of monitoring/ as they are written, on a platform whose ports are other ones. */
let platform: Platform;
let project: ExampleProject;

beforeAll(async () => {
  project = new ExampleProject();
  const { path } = project;
  platform = await Platform.prepare({
    agents: true,
    settings: { trickle: { interval_seconds: 1 }, test_watcher: { path }, audit_agent: { path } },
  });
});
afterAll(async () => {
  await platform.dispose();
  project.dispose();
});

function shell(command: string): Promise<CommandResult> {
  const { gateway, sandbox, prometheus, alertmanager, console, test_watcher, audit_agent } = platform.ports;
  const agents = { 8001: test_watcher, 8002: audit_agent };
  const programs = { 8000: gateway, 8010: sandbox, 9090: prometheus, 9093: alertmanager, 3000: console, 3001: console };
  const ports = { ...programs, ...agents };
  const here = Object.entries(ports).reduce(
    (text, [usual, port]) => text.replaceAll(new RegExp(`(localhost|127\\.0\\.0\\.1):${usual}\\b`, 'g'), `$1:${port}`),
    command,
  );
  // curl alone takes an answer 404 for a success.
  const strict = here.replaceAll(/\bcurl\b/g, 'curl --fail');
  return run('bash', ['-ec', strict], { env: { SWITCHGEAR_CONFIG: platform.configFile }, timeoutMs: 120_000 });
}

async function expectSuccess(command: string): Promise<void> {
  const { status, output } = await shell(command);
  expect(status, `${command}\n${output}`).toBe(0);
}

const page = (name: string) => readFileSync(join(root, 'monitoring', name), 'utf8');
const [first = '', ...others] = documentedCommands(page('README.md'))
  .filter(({ kind }) => kind === 'test')
  // The drill has a test of its own, which runs this very command.
  .map(({ command }) => command.replace(/^npm run drill\n/m, ''));
const last = others.pop() ?? '';

describe('monitoring/README.md', () => {
  it('starts the platform', () => expectSuccess(first), 120_000);

  it.each(others)('%s', (command) => expectSuccess(command), 120_000);
});

describe('monitoring/ALERT_RUNBOOK.md', () => {
  const running = new Set([
    'gateway',
    'sandbox',
    'console',
    'test-watcher',
    'audit-agent',
    'prometheus',
    'alertmanager',
    'trickle',
  ]);
  const commands = runbookCommands(page('ALERT_RUNBOOK.md')).filter(({ command, changes }) => {
    const program = /logs (?:-f )?(\S+)/.exec(command)?.[1];
    return !changes && (program === undefined || running.has(program));
  });
  const distinct = [...new Map(commands.map((entry) => [entry.command, entry])).values()];

  it.each(distinct)('$alert: $command', ({ command }) => expectSuccess(command), 60_000);
});

describe('in the end', () => {
  it('the last command of monitoring/README.md ends it all', () => expectSuccess(last), 60_000);
});
