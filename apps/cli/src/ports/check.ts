import { createServer } from 'node:net';
import type { ProgramSpec } from '../supervisor/spec.ts';
import { findPortHolder } from './holder.ts';

/** Why a program could not listen where it should, and what to do; undefined when it can. */
export async function portFault({ name, listen }: Pick<ProgramSpec, 'name' | 'listen'>): Promise<string | undefined> {
  if (listen === undefined) return undefined;
  const { host, port, setting } = listen;
  if (port === 0) return `${setting} is 0. Programs find each other by their ports: set a number.`;
  const code = await tryListen(host, port);
  if (code === undefined) return undefined;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `${name} cannot listen on ${host}: this machine has no such address. Correct ${setting.replace('.port', '.host')}.`;
  }
  if (code === 'EACCES') return `${name} may not listen on port ${port}. Set ${setting} to a number above 1023.`;
  if (code !== 'EADDRINUSE') return `${name} cannot listen on ${host}:${port} (${code}).`;
  const holder = await findPortHolder(port);
  const who = holder === undefined ? 'a process of another user' : `pid ${holder.pid}: ${shorten(holder.commandLine)}`;
  return `Port ${port} of ${name} is taken by ${who}. End that process, or set another ${setting} in switchgear.yaml.`;
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
