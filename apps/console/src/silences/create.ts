import { ConsoleError, reasonOf } from '../errors.ts';
import { parseObject } from '../input/json.ts';
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
export async function createSilence(alertmanager: string, silence: Silence): Promise<string> {
  const response = await fetch(`${alertmanager}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(silence),
    signal: AbortSignal.timeout(10_000),
  }).catch((error: unknown) => {
    throw failed(`does not answer at ${alertmanager} (${causeOf(error)}). Does it run? See: npx switchgear status`);
  });
  const text = await response.text();
  const id = parseObject(text)?.['silenceID'];
  if (response.ok && typeof id === 'string') return id;
  throw failed(
    `at ${alertmanager} answered ${response.status}: ${text.trim().slice(0, 500)}. ${remedy(response.status)}`,
  );
}

function failed(how: string): ConsoleError {
  return new ConsoleError('alertmanager_failed', `Alertmanager ${how}`);
}

function causeOf(error: unknown): string {
  return reasonOf(error instanceof Error ? (error.cause ?? error) : error);
}

function remedy(status: number): string {
  if (status === 400)
    return 'Change the matchers: each has to be valid, and one at least must not match an empty value.';
  if (status === 404) return 'Is links.alertmanager the address of an Alertmanager with API v2?';
  return 'Its own page may let you in, and its log tells more: npx switchgear logs alertmanager';
}
