import { ConsoleError, reasonOf } from '../errors.ts';

/**
 * Calls Alertmanager's API v2, by default for 10 s at most.
 *
 * @param alertmanager base address of its API
 * @param path below `/api/v2`
 * @param read what the answer says; undefined when it makes no sense
 * @throws ConsoleError alertmanager_failed
 */
export async function callAlertmanager<T>(
  alertmanager: string,
  path: string,
  read: (text: string) => T | undefined,
  init: RequestInit = {},
): Promise<T> {
  const { status, ok, text } = await answerOf(`${alertmanager}/api/v2${path}`, init).catch((error: unknown) => {
    throw failed(`does not answer at ${alertmanager} (${causeOf(error)}). Does it run? See: npx switchgear status`);
  });
  const value = ok ? read(text) : undefined;
  if (value !== undefined) return value;
  throw failed(`at ${alertmanager} answered ${status}: ${text.trim().slice(0, 500)}. ${remedy(status, init.method)}`);
}

async function answerOf(url: string, init: RequestInit) {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), ...init });
  return { status: response.status, ok: response.ok, text: await response.text() };
}

function failed(how: string): ConsoleError {
  return new ConsoleError('alertmanager_failed', `Alertmanager ${how}`);
}

function causeOf(error: unknown): string {
  return reasonOf(error instanceof Error ? (error.cause ?? error) : error);
}

function remedy(status: number, method?: string): string {
  if (method === 'DELETE') return 'It may know that silence no more: /silences shows those that can be ended.';
  if (status === 400)
    return 'Change the matchers: each has to be valid, and one at least must not match an empty value.';
  if (status === 404) return 'Is links.alertmanager the address of an Alertmanager with API v2?';
  return 'Its own page may let you in, and its log tells more: npx switchgear logs alertmanager';
}
