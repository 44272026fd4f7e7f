import { callAlertmanager } from '../alertmanager/call.ts';
import { ConsoleError } from '../errors.ts';
import { type Fields, fieldsOf, objectsIn, parseList, textOf, timeOf } from '../input/json.ts';
import type { Silence } from './create.ts';

/** A silence that is not over. */
export interface CurrentSilence extends Silence {
  readonly id: string;
  readonly state: string;
  /** How many alerts it silences now. */
  readonly mutes: number;
}

/**
 * All silences that are active or pending, the first to end first.
 *
 * @param alertmanager base address of its API
 * @throws ConsoleError alertmanager_failed
 */
export async function currentSilences(alertmanager: string): Promise<CurrentSilence[]> {
  const [silences, alerts] = await Promise.all([
    callAlertmanager(alertmanager, '/silences', parseList),
    callAlertmanager(alertmanager, '/alerts?active=false', parseList),
  ]);
  const muting = alerts.flatMap(({ status }) => fieldsOf(status)['silencedBy']).flat();
  return silences
    .map((silence) => readSilence(silence, muting))
    .filter(({ state }) => state !== 'expired')
    .sort((a, b) => a.endsAt.localeCompare(b.endsAt));
}

/**
 * Ends a silence now.
 *
 * @param alertmanager base address of its API
 * @throws ConsoleError bad_request, alertmanager_failed
 */
export async function endSilence(alertmanager: string, id: string): Promise<void> {
  if (!/^[\w-]+$/.test(id)) throw new ConsoleError('bad_request', 'that is no id of a silence; /silences shows them');
  await callAlertmanager(alertmanager, `/silence/${id}`, (answer) => answer, { method: 'DELETE' });
}

function readSilence(fields: Fields, muting: readonly unknown[]): CurrentSilence {
  const id = textOf(fields['id']);
  return {
    id,
    state: textOf(fieldsOf(fields['status'])['state']),
    matchers: objectsIn(fields['matchers']).map(({ name, value, isRegex, isEqual }) => ({
      name: textOf(name),
      value: textOf(value),
      isRegex: isRegex === true,
      // What leaves it out knows no other.
      isEqual: isEqual !== false,
    })),
    startsAt: timeOf(fields['startsAt']),
    endsAt: timeOf(fields['endsAt']),
    createdBy: textOf(fields['createdBy']),
    comment: textOf(fields['comment']),
    mutes: muting.filter((by) => by === id).length,
  };
}
