import { onTestFinished } from 'vitest';
import { keyPrefix } from '../call.ts';
import { createSandbox, type SandboxOptions } from '../sandbox.ts';

type Body = Readonly<Record<string, unknown>>;

/** A sandbox over real HTTP with the calls that tests make of it. */
export interface Running {
  readonly url: string;
  chat(fields?: Body, key?: string): Promise<Response>;
  agent(fields?: Body, key?: string): Promise<Response>;
  models(key?: string): Promise<Response>;
  /** Sets a fault for a key, by default for `a`. */
  fault(body: Body, key?: string): Promise<Response>;
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** Starts a sandbox on a free port; it stops after the test. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Running> {
  const sandbox = createSandbox({ port: 0, ...options });
  onTestFinished(async () => {
    await sandbox.stop();
  });
  const { url } = await sandbox.start();
  const request: Running['request'] = (path, init) => fetch(url + path, init);
  const send = (path: string, key: string, body?: Body) =>
    request(path, {
      headers: { authorization: `Bearer ${keyPrefix}${key}` },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
  return {
    url,
    request,
    chat: (fields, key = 'a') => send('/chat/completions', key, { ...chatBody, ...fields }),
    agent: (fields, key = 'a') => send('/v1/agent', key, { ...agentBody, ...fields }),
    models: (key = 'a') => send('/models', key),
    fault: (body, key = 'a') => request(`/faults/${key}`, { method: 'PUT', body: JSON.stringify(body) }),
  };
}

const chatBody = { model: 'deepseek-flash', messages: [{ role: 'user', content: 'hello' }] };
const agentBody = { model: 'perplexity/sonar', input: 'hello' };

/** What follows `data: ` in the events of a body. */
export function dataOf(text: string): string[] {
  return text
    .split('\n\n')
    .filter((frame) => frame.startsWith('data: '))
    .map((frame) => frame.slice('data: '.length));
}

/** The body as far as it came, and whether it came to its end. */
export async function readAll(response: Response): Promise<{ bytes: Buffer; ended: boolean; pieces: Buffer[] }> {
  const pieces: Buffer[] = [];
  let ended = true;
  try {
    for await (const piece of response.body ?? []) pieces.push(Buffer.from(piece));
  } catch {
    ended = false;
  }
  return { bytes: Buffer.concat(pieces), ended, pieces };
}
