import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProgramSpec } from '../supervisor/spec.ts';
import { findPortHolder, type PortHolder } from './holder.ts';

/** How long to wait for a process that is ending: it shows no name any more, and has its port still. */
const endingMs = 5_000;

/** Why a program could not listen where it should, and what to do; undefined when it can. */
export async function portFault(
  { name, listen }: Pick<ProgramSpec, 'name' | 'listen'>,
  findHolder: (port: number) => Promise<PortHolder | undefined> = findPortHolder,
): Promise<string | undefined> {
  if (listen === undefined) return undefined;
  const { host, port, setting } = listen;
  if (port === 0) return `${setting} is 0. Programs find each other by their ports: set a number.`;
  const deadline = performance.now() + endingMs;
  let holder: PortHolder | undefined;
  let code = await tryListen(host, port);
  while (code === 'EADDRINUSE') {
    holder = await findHolder(port);
    if (holder !== undefined || performance.now() > deadline) break;
    await delay(100);
    code = await tryListen(host, port);
  }
  if (code === undefined) return undefined;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${name} cannot listen on ${host}: this machine has no such address. Correct ${setting.replace('.port', '.host')}.`;
  }
  if (code === 'EACCES') return `${name} may not listen on port ${port}. Set ${setting} to a number above 1023.`;
  if (code !== 'EADDRINUSE') return `${name} cannot listen on ${host}:${port} (${code}).`;
  return takenText(name, port, setting, holder);
}

function takenText(name: string, port: number, setting: string, holder: PortHolder | undefined): string {
  const taken = `Port ${port} of ${name} is taken`;
  const change = `set another ${setting} in switchgear.yaml`;
  if (holder === undefined) {
    return `${taken} by a process that this user cannot see. End that process, or ${change}.`;
  }
  const { pid, commandLine, switchgear } = holder;
  if (switchgear === undefined) return `${taken} by pid ${pid}: ${commandLine}. End that process, or ${change}.`;
  const down = `npx switchgear down${switchgear.config === undefined ? '' : ` --config ${switchgear.config}`}`;
  return `${taken} by another Switchgear (pid ${pid}), started in ${switchgear.folder}. End it there with: ${down}; or ${change}.`;
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
