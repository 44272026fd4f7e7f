import { readFileSync } from 'node:fs';

const variable = 'SWITCHGEAR_RUN';
let created = 0;

/** A process on Linux, so far as it concerns us. */
export interface Identity {
  readonly parent: number;
  /** In ticks since boot, so that a number that is used again is told apart. */
  readonly startedAt: string;
}

/** Names a process that we start, and us. */
export function createMark(): string {
  created += 1;
  return `${process.pid}-${identify(process.pid)?.startedAt ?? 0}-${created}`;
}

/**
 * An environment in which a process and its descendants carry the mark. A program of ours that is itself a descendant of
 * another adds its mark to that one's.
 */
export function withMark(mark: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const outer = environment[variable];
  return { ...environment, [variable]: outer === undefined ? mark : `${outer}/${mark}` };
}

/** The marks in what /proc says of a process's environment. */
export function marksIn(environment: string): readonly string[] {
  const entry = environment.split('\0').find((candidate) => candidate.startsWith(`${variable}=`));
  return entry?.slice(variable.length + 1).split('/') ?? [];
}

/** The process that made a mark has ended. */
export function isOrphaned(mark: string): boolean {
  const [pid, startedAt] = mark.split('-');
  return identify(Number(pid))?.startedAt !== startedAt;
}

/** What /proc says of a process; undefined where it has ended, or there is no /proc. */
export function identify(pid: number): Identity | undefined {
  try {
    // The second field is the name of its program, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const startedAt = fields[19];
    return startedAt === undefined ? undefined : { parent: Number(fields[1]), startedAt };
  } catch {
    return undefined;
  }
}
