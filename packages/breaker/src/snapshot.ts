import { isCount, isTime } from './checks.ts';
import { BreakerError } from './errors.ts';
import { type CallCounts, Ledger, noCalls, type TransitionCounts } from './ledger.ts';
import type { Machine } from './machine.ts';
import { loadAll, type SavedRules, saveAll, trackAll } from './rules/any-of.ts';
import type { Mode, Resting, State } from './states/state.ts';

/** A breaker's memory as JSON-able data. Times are epoch milliseconds. */
export interface Snapshot {
  readonly version: 1;
  /** When it was taken. */
  readonly at: number;
  readonly mode: Mode;
  /** The breaker's own state; under an override, the one that rests beneath. */
  readonly state: State;
  /** While open: the deadline, or null without one. */
  readonly openUntil?: number | null;
  readonly openReason?: string;
  readonly successes: number;
  readonly trips: number;
  readonly consecutiveTrips: number;
  readonly calls: Readonly<CallCounts>;
  readonly transitions: Readonly<TransitionCounts>;
  readonly timeInStateMs: Readonly<Record<State, number>>;
  readonly rules: SavedRules;
}

export function snapshotOf(machine: Machine): Snapshot {
  const resting = machine.phase.resting();
  return {
    version: 1,
    at: machine.now(),
    mode: machine.phase.mode,
    state: resting.state,
    ...(resting.state === 'open' && {
      openUntil: Number.isFinite(resting.until) ? resting.until : null,
      openReason: resting.reason,
    }),
    successes: resting.state === 'half_open' ? resting.successes : 0,
    trips: machine.trips,
    consecutiveTrips: machine.consecutiveTrips,
    calls: { ...machine.tally },
    transitions: { ...(machine.ledger ?? new Ledger()).transitions },
    timeInStateMs: machine.timeInStateMs(),
    rules: saveAll(machine.tracker),
  };
}

/** All of `snapshot` is checked before any of it is taken over. */
export function restoreInto(machine: Machine, snapshot: unknown): void {
  const { settings } = machine;
  const saved = parseSnapshot(snapshot);
  const tracker = trackAll(settings.rules, settings.clock);
  try {
    loadAll(tracker, saved.rules);
  } catch (error) {
    throw broken('rules', error instanceof Error ? error.message : String(error), error);
  }
  const ledger = new Ledger();
  Object.assign(ledger.transitions, saved.transitions);
  Object.assign(ledger.timeInStateMs, saved.timeInStateMs);
  machine.resume({
    tracker,
    ledger,
    tally: { ...saved.calls },
    trips: saved.trips,
    consecutiveTrips: saved.consecutiveTrips,
    mode: saved.mode,
    resting: restingOf(saved),
  });
}

function restingOf(saved: Snapshot): Resting {
  if (saved.state === 'half_open') return { state: 'half_open', successes: saved.successes };
  if (saved.state === 'closed') return { state: 'closed' };
  return { state: 'open', until: saved.openUntil ?? Number.POSITIVE_INFINITY, reason: saved.openReason ?? 'failures' };
}

/** Everything may be missing or wrong. */
type Fields = { readonly [K in keyof Snapshot]?: unknown };

function parseSnapshot(value: unknown): Snapshot {
  const fields: Fields = record('snapshot', value);
  if (fields.version !== 1) throw broken('version', `expected 1, found ${String(fields.version)}`);
  const state = oneOf('state', fields.state, ['closed', 'half_open', 'open']);
  return {
    version: 1,
    at: time('at', fields.at),
    mode: oneOf('mode', fields.mode, ['auto', 'forced_open', 'disabled', 'metrics_only']),
    state,
    ...(state === 'open' ? parseOpen(fields) : {}),
    successes: count('successes', fields.successes),
    trips: count('trips', fields.trips),
    consecutiveTrips: count('consecutiveTrips', fields.consecutiveTrips),
    calls: each('calls', noCalls(), fields.calls, count),
    transitions: each('transitions', new Ledger().transitions, fields.transitions, count),
    timeInStateMs: each('timeInStateMs', new Ledger().timeInStateMs, fields.timeInStateMs, time),
    rules: savedRules(fields.rules),
  };
}

function parseOpen(fields: Fields): { openUntil: number | null; openReason: string } {
  const { openUntil, openReason } = fields;
  if (typeof openReason !== 'string') throw broken('openReason', 'expected a string');
  return { openUntil: openUntil === null ? null : time('openUntil', openUntil), openReason };
}

/** The memory itself is checked by the rule that takes it over. */
function savedRules(value: unknown): SavedRules {
  if (!Array.isArray(value)) throw broken('rules', 'expected a list');
  return value.map((item: unknown, index) => {
    const { kind, memory }: { kind?: unknown; memory?: unknown } = record(`rules[${index}]`, item);
    if (typeof kind !== 'string') throw broken(`rules[${index}].kind`, 'expected a string');
    return { kind, memory };
  });
}

/** Reads the fields of `shape`, and only those. */
function each<T extends object>(
  path: string,
  shape: T,
  value: unknown,
  read: (path: string, value: unknown) => number,
): T {
  const fields = record(path, value);
  return Object.fromEntries(Object.keys(shape).map((key) => [key, read(`${path}.${key}`, fields[key])])) as T;
}

function record(path: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(path, 'expected an object');
  return { ...value };
}

function oneOf<T extends string>(path: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw broken(path, `expected one of ${allowed.join(', ')}, found ${String(value)}`);
  return found;
}

function count(path: string, value: unknown): number {
  if (!isCount(value)) throw broken(path, `expected a non-negative integer, found ${String(value)}`);
  return value;
}

function time(path: string, value: unknown): number {
  if (!isTime(value)) throw broken(path, `expected non-negative milliseconds, found ${String(value)}`);
  return value;
}

function broken(path: string, fault: string, cause?: unknown): BreakerError {
  const message = `Cannot restore: ${path}: ${fault}. Pass what snapshot() returned; the breaker is unchanged`;
  return new BreakerError('invalid_snapshot', message, cause === undefined ? undefined : { cause });
}
