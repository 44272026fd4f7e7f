import { Fault, toFault } from '../api/fault.ts';
import type { BreakerConfig, Gateway, Mode } from '../api/gateway.ts';
import type { Breaker } from './breaker.ts';

type Key = Pick<Breaker, 'keyId' | 'provider'>;

/** Something that a person with the admin token wants done. */
export type Change =
  | { readonly kind: 'reset'; readonly on: Scope }
  | { readonly kind: 'configure'; readonly on: Scope; readonly fields: Partial<BreakerConfig> }
  | { readonly kind: 'override'; readonly key: Key; readonly mode: Mode }
  | { readonly kind: 'activate_backups'; readonly provider: string; readonly count: number };

/** One key, all keys of a provider, or all keys there are. */
export interface Scope {
  readonly keys: readonly Key[];
  readonly of: 'key' | 'provider' | 'all';
}

export interface Description {
  /** A question. */
  readonly title: string;
  /** What will happen, a sentence each. */
  readonly effects: readonly string[];
  /** On the button. */
  readonly button: string;
}

/** Names of what may be configured, with their units. */
export const configNames: Readonly<Record<keyof BreakerConfig, string>> = {
  failure_threshold: 'Failures in a row that open it',
  success_threshold: 'Good probes that close it',
  timeout_seconds: 'First open time, in seconds',
  half_open_max_calls: 'Probes at a time while half-open',
};

export const modeNames: Readonly<Record<Mode, string>> = {
  auto: 'auto',
  forced_open: 'held open',
  disabled: 'disabled',
  metrics_only: 'metrics only',
};

const modeEffects: Readonly<Record<Mode, string>> = {
  auto: 'Its own rules decide again, from the state that it had before.',
  forced_open: 'It takes no calls, whatever happens, until the override is ended here. The other keys take them.',
  disabled: 'It takes every call, however many fail, and counts no failures until the override is ended here.',
  metrics_only: 'It takes every call and counts failures, but does not open, until the override is ended here.',
};

/** What exactly a change will do, before it is done. */
export function describeChange(change: Change): Description {
  switch (change.kind) {
    case 'reset':
      return {
        title: `Reset ${nameOf(change.on)}?`,
        effects: [
          ...namesOf(change.on),
          `${subjectOf(change.on)} closed at once and get calls again, in quarantine or not. Failures and growing open times are forgotten.`,
          'A key that still fails opens again. Overrides stay as they are.',
        ],
        button: 'Reset',
      };
    case 'configure':
      return {
        title: `Change the configuration of ${nameOf(change.on)}?`,
        effects: [
          ...namesOf(change.on),
          ...Object.entries(change.fields).map(
            ([name, value]) => `${configNames[name as keyof BreakerConfig]}: ${value}`,
          ),
          'It holds from the next result on, until the gateway restarts. What shall last belongs into switchgear.yaml.',
        ],
        button: 'Change',
      };
    case 'override':
      return {
        title: change.mode === 'auto' ? `End the override of ${change.key.keyId}?` : `Override ${change.key.keyId}?`,
        effects: [
          `Mode of ${change.key.keyId} of ${change.key.provider}: ${modeNames[change.mode]}.`,
          modeEffects[change.mode],
        ],
        button: change.mode === 'auto' ? 'End the override' : 'Override',
      };
    case 'activate_backups':
      return {
        title: `Activate the backup keys of ${change.provider}?`,
        effects: [
          `${count(change.count, 'backup key')} of ${change.provider} will take calls from now on, beside the others.`,
        ],
        button: 'Activate',
      };
  }
}

/**
 * Does it, and says what came of it.
 *
 * @throws Fault of the gateway
 */
export async function applyChange(change: Change, gateway: Gateway): Promise<string> {
  switch (change.kind) {
    case 'reset':
      if (change.on.of === 'all') await gateway.resetAll();
      else await onEach(change.on.keys, (key) => gateway.reset(key));
      return `Done: ${nameOf(change.on)} reset.`;
    case 'configure':
      if (change.on.of === 'all') await gateway.configureAll(change.fields);
      else await onEach(change.on.keys, (key) => gateway.configure(key, change.fields));
      return `Done: ${nameOf(change.on)} changed.`;
    case 'override': {
      const { key_id: key, mode, state } = await gateway.override(change.key.keyId, change.mode);
      return `Done: the mode of ${key} is ${modeNames[mode]}; it is ${state.replace('_', '-')}.`;
    }
    case 'activate_backups': {
      const { activated } = await gateway.activateBackups(change.provider);
      return activated.length === 0 ? 'No key of it was a backup any more.' : `Activated: ${activated.join(', ')}.`;
    }
  }
}

const atATime = 6;

/** Goes on after a failure, which most often concerns one key, and tells of it at the end. */
async function onEach(keys: readonly Key[], act: (key: string) => Promise<unknown>): Promise<void> {
  const left = [...keys];
  const failures: unknown[] = [];
  const work = async () => {
    for (let key = left.shift(); key !== undefined; key = left.shift()) {
      await act(key.keyId).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  if (failures.length === 0) return;
  if (keys.length === 1) throw failures[0];
  const { message, status } = toFault(failures[0]);
  throw new Fault(`${failures.length} of ${keys.length} keys were not changed. The first: ${message}`, '', status);
}

function nameOf({ of, keys }: Scope): string {
  const [first] = keys;
  if (of === 'all') return `all ${keys.length} keys`;
  return of === 'key' ? (first?.keyId ?? '') : `${count(keys.length, 'key')} of ${first?.provider ?? ''}`;
}

const mostNames = 10;

/** Which keys, where the title names none. */
function namesOf({ of, keys }: Scope): string[] {
  if (of === 'key') return [];
  const names = keys.slice(0, mostNames).map(({ keyId }) => keyId);
  const more = keys.length - names.length;
  return [`${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`];
}

function subjectOf({ of, keys }: Scope): string {
  return of === 'key' ? `${keys[0]?.keyId} of ${keys[0]?.provider} is` : 'They are';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
