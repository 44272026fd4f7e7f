import { type Exposition, scrape } from '../../support/exposition.ts';
import { type HttpAnswer, post } from '../../support/http-call.ts';
import type { KeyFault, UpstreamDriver } from '../drivers/driver.ts';

/** The running driver; only to be called inside tests and hooks. */
export type Get = () => UpstreamDriver;

let prompts = 0;

/** A prompt that no other call of this run has. */
export function uniquePrompt(subject = 'switches'): string {
  prompts += 1;
  return `Tell me about ${subject}, please; this is question number ${prompts}`;
}

export function metricsOf({ platform }: UpstreamDriver): Promise<Exposition> {
  return scrape(platform.gatewayUrl);
}

/** Lets every key of every provider suffer. */
export async function faultEverywhere(driver: UpstreamDriver, fault: KeyFault): Promise<void> {
  for (const { key_id: keyId } of await driver.platform.admin.breakers()) await driver.setFault(keyId, fault);
}

/** A chat call as bytes on the wire. */
export function chat(driver: UpstreamDriver, model: string, prompt: string, stream = false): Promise<HttpAnswer> {
  return call(driver, '/v1/chat/completions', { model, messages: [{ role: 'user', content: prompt }], stream });
}

/** Any call of a client as bytes on the wire; text goes out as it is. */
export function call({ platform, clientToken }: UpstreamDriver, path: string, body: unknown): Promise<HttpAnswer> {
  return post({ url: platform.gatewayUrl + path, body, headers: { authorization: `Bearer ${clientToken}` } });
}

/** The error object of an answer in OpenAI's shape. */
export function errorOf(answer: { readonly text: string }): Record<string, unknown> {
  return (JSON.parse(answer.text) as { error: Record<string, unknown> }).error;
}

export async function collect(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
