import type { Path } from '../document/parse.ts';
import type { Context } from './context.ts';

/** Address at which a program of this machine is reached; one that listens everywhere is reached on the loopback. */
export function programUrl(program: { host: string; port: number }): string {
  const { host, port } = program;
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Reports what a base address may not hold. */
export function checkUrl(address: string, path: Path, context: Context, instead: string): void {
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    context.report(path, `the address holds a user or password; remove them and ${instead}`);
  }
  if (url.search !== '' || url.hash !== '') context.report(path, 'the address must end before ? and #');
}

export function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
