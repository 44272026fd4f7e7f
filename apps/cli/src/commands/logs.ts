import { existsSync, readdirSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { CliError, exitStatus } from '../errors.ts';
import { locateState } from '../state/locate.ts';
import { tailLines } from '../supervisor/tail.ts';
import { interruption } from './signals.ts';

export function registerLogs(program: Command): void {
  program
    .command('logs')
    .description('show the end of the log of a program')
    .argument(
      '<program>',
      'gateway, sandbox, console, test-watcher, audit-agent, prometheus, alertmanager, trickle or supervisor',
    )
    .option('-f, --follow', 'go on with what is written from now on')
    .option('-n, --lines <count>', 'lines to show', wholeNumber, 100)
    .option('-c, --config <file>', 'configuration')
    .action(logs);
}

async function logs(name: string, options: { follow?: boolean; lines: number; config?: string }): Promise<void> {
  const folder = join(locateState(options.config).stateDir, 'logs');
  const path = join(folder, `${name}.log`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(path)) throw noLog(name, folder);
  const size = (await stat(path)).size;
  for (const line of await tailLines(path, options.lines)) process.stdout.write(`${line}\n`);
  if (options.follow) {
    using interrupted = interruption(() => {});
    await follow(path, size, interrupted.signal, (chunk) => process.stdout.write(chunk));
  }
}

/** Hands on what is appended from a position on; begins anew when the log was put aside for a new one. */
export async function follow(
  path: string,
  from: number,
  signal: AbortSignal,
  write: (chunk: Buffer) => void,
  pollMs = 200,
): Promise<void> {
  let position = from;
  let inode = (await stat(path)).ino;
  while (!signal.aborted) {
    const now = await stat(path).catch(() => undefined);
    if (now !== undefined) {
      if (now.ino !== inode || now.size < position) position = 0;
      inode = now.ino;
      if (now.size > position) position += await copy(path, position, now.size - position, write);
    }
    await delay(pollMs, undefined, { signal }).catch(() => {});
  }
}

async function copy(path: string, position: number, length: number, write: (chunk: Buffer) => void): Promise<number> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, 1_000_000)), 0, undefined, position);
  write(buffer.subarray(0, bytesRead));
  return bytesRead;
}

function noLog(name: string, folder: string): CliError {
  if (name === 'supervisor') {
    return new CliError(
      'unknown_program',
      `There is no log of supervisor in ${folder}: only one in the background (up --detach) writes it, one in the foreground writes to its terminal.`,
    );
  }
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => /^([a-z-]+)\.log$/.exec(file)?.[1] ?? [])
    : [];
  const known = names.length === 0 ? 'Nothing has been started here yet.' : `There are: ${names.join(', ')}.`;
  return new CliError('unknown_program', `There is no log of ${name} in ${folder}. ${known}`, {
    exitStatus: names.length === 0 ? exitStatus.notRunning : exitStatus.usage,
  });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}
