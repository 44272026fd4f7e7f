import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLineOf } from './process-table.ts';

interface PidRecord {
  readonly pid: number;
  /** As the process table shows it: a number alone could by now belong to somebody else's process. */
  readonly commandLine: string;
}

/** Which processes were started, on disk, so that they can be ended after the supervisor was killed. */
export class PidRecords {
  readonly #folder: string;

  constructor(runDir: string) {
    this.#folder = join(runDir, 'pids');
  }

  /** Synchronous, so that there is no moment in which a process runs unrecorded. */
  add(name: string, pid: number, argv: readonly string[]): void {
    const record: PidRecord = { pid, commandLine: argv.join(' ') };
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(this.#path(name), JSON.stringify(record));
  }

  remove(name: string): void {
    rmSync(this.#path(name), { force: true });
  }

  /**
   * Ends the recorded processes that still run with their recorded command line.
   *
   * @returns names of the programs that were ended
   */
  async endOrphans(graceMs = 5_000): Promise<string[]> {
    const names = (await this.#list()).map((file) => file.replace(/\.json$/, ''));
    const ended = await Promise.all(names.map(async (name) => ((await this.#endOrphan(name, graceMs)) ? [name] : [])));
    return ended.flat();
  }

  async #endOrphan(name: string, graceMs: number): Promise<boolean> {
    const record = await this.#read(name);
    const ours = record !== undefined && (await commandLineOf(record.pid)) === record.commandLine;
    if (ours) await endProcess(record, graceMs);
    this.remove(name);
    return ours;
  }

  async #list(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((file) => file.endsWith('.json'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  async #read(name: string): Promise<PidRecord | undefined> {
    const text = await readFile(this.#path(name), 'utf8');
    try {
      const value: unknown = JSON.parse(text);
      const { pid, commandLine } = value as Partial<PidRecord>;
      return Number.isInteger(pid) && typeof commandLine === 'string' ? (value as PidRecord) : undefined;
    } catch {
      // A record cut short by a full disk names no process.
      return undefined;
    }
  }

  #path(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}

async function endProcess({ pid, commandLine }: PidRecord, graceMs: number): Promise<void> {
  const deadline = performance.now() + graceMs;
  signalProcess(pid, 'SIGTERM');
  while ((await commandLineOf(pid)) === commandLine) {
    if (performance.now() > deadline) signalProcess(pid, 'SIGKILL');
    await delay(25);
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
