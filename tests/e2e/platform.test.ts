import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { ExampleProject } from '../support/example-project.ts';
import { isListening } from '../support/free-ports.ts';
import { Platform } from '../support/platform.ts';
import { processesOf } from '../support/processes.ts';

/** What `npm start` promises a person at a terminal. */
let platform: Platform;

// Each test starts whole platforms and runs commands beside them, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

async function prepare(settings: Readonly<Record<string, unknown>> = {}): Promise<Platform> {
  platform = await Platform.prepare({ settings });
  return platform;
}

afterEach(async () => {
  await platform.dispose();
});

async function expectNothingLeft({ folder, ports }: Platform): Promise<void> {
  await eventually(() => expect(processesOf(folder)).toEqual([]), { withinMs: 20_000 });
  for (const [program, port] of Object.entries(ports)) expect(await isListening(port), program).toBe(false);
}

describe('npm start', () => {
  it('shows each program with its address, says that it is simulated, tells of tests, and ends with Ctrl-C', async () => {
    const project = new ExampleProject();
    onTestFinished(() => project.dispose());
    const { path } = project;
    platform = await Platform.prepare({
      agents: true,
      settings: { trickle: { interval_seconds: 0.1 }, test_watcher: { path }, audit_agent: { path } },
    });
    const { ports, gatewayUrl, folder, ...here } = platform;
    const start = platform.npmStart();
    await start.untilPrints('Ctrl-C ends everything.', 60_000);
    const screen = start.output;
    for (const [program, port] of Object.entries(ports)) {
      expect(screen).toMatch(new RegExp(`${program.replace('_', '-')} +http://127\\.0\\.0\\.1:${port}\\S* +ready`));
    }
    expect(screen).toMatch(/trickle +ready/);
    expect(screen).toContain('No key is configured: DeepSeek and Perplexity are simulated by the sandbox.');
    expect(screen).toContain(`${gatewayUrl}/v1`);
    const health = (await (await fetch(`${gatewayUrl}/health/full`)).json()) as { simulated: boolean };
    expect(health.simulated).toBe(true);

    const second = await platform.npmStart().result;
    expect(second.status).toBe(4);
    expect(second.output).toMatch(/Switchgear is running here already \(pid \d+\)\..*npx switchgear down/);

    await eventually(async () => {
      const requests = await platform.prometheus.value('sum(gateway_requests_total{outcome="success"})');
      expect(requests).toBeGreaterThan(0);
    });

    await start.untilPrints('test-watcher: everything: pass, 12 passed', 30_000);
    project.replace('src/discount.ts', 'WELCOME: 10', 'WELCOME: 11');
    await start.untilPrints('test-watcher: src/discount.ts: FAIL, 6 passed, 2 failed (', 30_000);

    start.signalGroup('SIGINT');
    await expectNothingLeft(platform);
    expect((await start.result).stdout).not.toContain('defect');
    expect(existsSync(`${here.stateDir}/run/supervisor.sock`)).toBe(false);
    expect(folder).toBe(platform.folder);
  });

  it.each([50, 400, 900, 1_600])('leaves nothing behind when Ctrl-C comes %i ms after it', async (milliseconds) => {
    await prepare();
    const start = platform.npmStart();
    await delay(milliseconds);
    start.signalGroup('SIGINT');
    await expectNothingLeft(platform);
    expect((await start.result).output).not.toMatch(/defect|Error:/);
  });

  it('that finds a port taken says by whom and what to do, and starts nothing', async () => {
    const { ports, folder } = await prepare();
    const squatter = createServer().listen(ports.gateway, '127.0.0.1');
    try {
      const { status, output } = await platform.npmStart(['--detach']).result;
      expect(status).toBe(1);
      expect(output).toContain(String(ports.gateway));
      expect(output).toContain(String(process.pid));
      expect(output).toContain('gateway.port');
      expect(processesOf(folder)).toEqual([]);
      expect((squatter.address() as AddressInfo).port).toBe(ports.gateway);
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });

  it('with a wrong configuration names all faults with their paths, and starts nothing', async () => {
    await prepare({ breaker: { failure_treshold: 5, timeout_seconds: 'soon' }, gateway: { queue_limit: -1 } });
    const { status, output } = await platform.npmStart(['--detach']).result;
    expect(status).toBe(1);
    for (const place of ['breaker.failure_treshold', 'breaker.timeout_seconds', 'gateway.queue_limit']) {
      expect(output).toContain(place);
    }
    expect(processesOf(platform.folder)).toEqual([]);
  });
});

describe('in the background', () => {
  it('every command shows what it should, and down ends everything', async () => {
    await prepare({ trickle: { interval_seconds: 0.1 } });
    const started = await platform.npmStart(['--detach']).result;
    expect(started.status).toBe(0);
    expect(started.stdout).toContain('It runs in the background. End it with: npx switchgear down');

    const status = JSON.parse((await platform.switchgear(['status', '--json'])).stdout) as {
      simulated: boolean;
      supervisor: { state: string };
      programs: { name: string; ready: boolean; restarts: number; pid: number }[];
      providers: { name: string; simulated: boolean; keys: Record<string, number> }[];
    };
    expect(status).toMatchObject({ simulated: true, supervisor: { state: 'running' } });
    expect(status.programs.map(({ name }) => name)).toEqual([
      'gateway',
      'sandbox',
      'prometheus',
      'alertmanager',
      'console',
      'trickle',
    ]);
    expect(status.programs.every(({ ready, restarts }) => ready && restarts === 0)).toBe(true);
    expect(status.providers.map(({ name, keys }) => [name, keys['active']])).toEqual([
      ['deepseek', 3],
      ['perplexity', 3],
    ]);

    await expectPrints(['status'], /gateway .*ready/, /simulated/);
    await expectPrints(['doctor'], /Nothing keeps Switchgear from running/, /simulated/);
    await expectPrints(['keys'], /deepseek-1 +active/, /perplexity-3 +active/);
    await expectPrints(['fault', 'deepseek-1', 'unauthorized'], /deepseek-1 now fails with unauthorized/);
    await eventually(() => expectPrints(['breakers'], /deepseek-1 +open +quarantine/), { everyMs: 500 });
    await expectPrints(['keys'], /deepseek-1 +quarantined/);
    await expectPrints(['fault', 'list'], /deepseek-1 +unauthorized/);
    await expectPrints(['fault', 'clear'], /No fault is set any more/);
    await expectPrints(['breakers', 'reset', 'deepseek-1'], /The breaker of deepseek-1 is reset/);
    await expectPrints(['breakers'], /deepseek-1 +closed/);
    await expectPrints(['logs', 'gateway'], /deepseek deepseek-1: closed → open \(quarantine\)/);
    await expectPrints(['restart', 'gateway'], /gateway is ready again \(pid \d+\)/);

    expect((await platform.switchgear(['down'])).output).toContain('Stopped.');
    await expectNothingLeft(platform);
    const gone = await platform.switchgear(['status']);
    expect(gone.status).toBe(3);
    expect(gone.output).toContain('not running here');
    await expectPrints(['down', '--remove-data'], /Nothing is running here/);
    expect(existsSync(platform.stateDir)).toBe(false);
  });

  it('a gateway that is killed is started again', async () => {
    await prepare();
    expect((await platform.npmStart(['--detach']).result).status).toBe(0);
    process.kill(await platform.pidOf('gateway'), 'SIGKILL');
    await eventually(() => expectPrints(['status'], /gateway .*ready/), { everyMs: 200, withinMs: 10_000 });
    const { programs } = JSON.parse((await platform.switchgear(['status', '--json'])).stdout) as {
      programs: { name: string; restarts: number }[];
    };
    expect(programs.find(({ name }) => name === 'gateway')?.restarts).toBe(1);
  });

  it('after the supervisor was killed, the next start ends what it left and runs', async () => {
    await prepare();
    expect((await platform.npmStart(['--detach']).result).status).toBe(0);
    const { supervisor } = JSON.parse((await platform.switchgear(['status', '--json'])).stdout) as {
      supervisor: { pid: number };
    };
    process.kill(supervisor.pid, 'SIGKILL');
    const again = await platform.npmStart(['--detach']).result;
    expect(again.status, again.output).toBe(0);
    expect((await platform.switchgear(['down'])).output).toContain('Stopped.');
    await expectNothingLeft(platform);
  });
});

async function expectPrints(args: readonly string[], ...patterns: readonly RegExp[]): Promise<void> {
  const { output } = await platform.switchgear(args);
  for (const pattern of patterns) expect(output).toMatch(pattern);
}
