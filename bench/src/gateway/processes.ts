import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const gatewayMain = fileURLToPath(new URL('../../../apps/gateway/src/main.ts', import.meta.url));

/** A server in a process of its own, so that its CPU time and memory can be read apart. */
export interface Subject {
  readonly name: string;
  readonly origin: string;
  readonly path: string;
  readonly child: ChildProcess;
}

export async function startStub(): Promise<Subject> {
  return startHere('stub', './stub.ts', [], '/chat/completions');
}

export async function startBareProxy(upstream: string): Promise<Subject> {
  return startHere('bare proxy', './bare-proxy.ts', [upstream], '/chat/completions');
}

/** The gateway with the flags and environment with which `switchgear up` runs it; breaker, pool, metrics, logging, state file on. */
export async function startGateway(upstream: string): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-bench-'));
  const port = await freePort();
  const keyFile = join(folder, 'keys');
  writeFileSync(keyFile, ['bench-1', 'bench-2', 'bench-3'].map((key) => `${key}=sk-${key}`).join('\n'), {
    mode: 0o600,
  });
  const config = join(folder, 'switchgear.yaml');
  writeFileSync(
    config,
    [
      `state_dir: ${folder}/state`,
      `gateway: { port: ${port} }`,
      'providers:',
      `  - { name: bench, kind: openai, base_url: '${upstream}', models: [bench], keys: { file: ${keyFile} } }`,
    ].join('\n'),
  );
  const child = fork(gatewayMain, {
    execArgv: ['--conditions=switchgear-source', '--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'],
    env: { ...process.env, SWITCHGEAR_CONFIG: config, MALLOC_ARENA_MAX: '2' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(`${origin}/ready`, child);
  return { name: 'switchgear', origin, path: '/v1/chat/completions', child };
}

/** CPU seconds that the process has used, as the kernel counts them (100 ticks a second on Linux). */
export function cpuSeconds({ child }: Subject): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function residentMegabytes({ child }: Subject): number {
  const pages = Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4096) / 1e6;
}

async function startHere(name: string, module: string, args: string[], path: string): Promise<Subject> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }));
    child.once('exit', (code) => reject(new Error(`${name} ended with status ${code} before it listened`)));
  });
  return { name, origin: `http://127.0.0.1:${port}`, path, child };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the gateway ended with status ${child.exitCode} before it was ready`);
    const ready = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  throw new Error(`${url} was not ready within 20 s`);
}
