import type { Message } from '../receiver/message.ts';

const timeoutMs = 5_000;

/** Addresses of the buttons that have to lead somewhere. */
export function links({ buttons }: Message): string[] {
  return ['Runbook', 'Dashboard'].flatMap((text) => buttons[text] ?? []);
}

/** Asks every link of the messages once; gives those that do not answer 200, with what they do. */
export async function brokenLinks(messages: readonly Message[], signal: AbortSignal): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  const ask = async (url: string) => {
    try {
      const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
      await answer.body?.cancel();
      if (answer.status !== 200) broken.set(url, `answers ${answer.status}`);
    } catch (error) {
      signal.throwIfAborted();
      broken.set(url, `does not answer: ${error}`);
    }
  };
  await Promise.all([...new Set(messages.flatMap(links))].map(ask));
  return broken;
}
