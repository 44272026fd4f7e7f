import { callAlertmanager } from '../alertmanager/call.ts';
import { parseObject, textOf } from '../input/json.ts';
import type { Matcher } from './matchers.ts';

/** A silence as Alertmanager's API v2 takes it. */
export interface Silence {
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

/**
 * Creates a silence and gives its id.
 *
 * @param alertmanager base address of its API
 * @throws ConsoleError alertmanager_failed
 */
export function createSilence(alertmanager: string, silence: Silence): Promise<string> {
  const idIn = (answer: string) => textOf(parseObject(answer)?.['silenceID']) || undefined;
  return callAlertmanager(alertmanager, '/silences', idIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(silence),
  });
}
