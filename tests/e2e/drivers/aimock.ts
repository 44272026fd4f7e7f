import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';
import { Platform } from '../../support/platform.ts';
import { createFront } from './aimock-front.ts';
import { type KeyFault, quickSettings, type UpstreamDriver } from './driver.ts';
import { plantedKeys, plantedToken } from './planted-keys.ts';

const poison = '[[poison]]';

/** A foreign mock as the upstream of a DeepSeek, a Perplexity and a generic provider, with keys from files. */
export async function startAimockDriver(): Promise<UpstreamDriver> {
  const faults = new Map<string, KeyFault>();
  const calls = new Map<string, { calls: number; aborted: number }>();
  const countsOf = (name: string) => {
    const counts = calls.get(name) ?? { calls: 0, aborted: 0 };
    calls.set(name, counts);
    return counts;
  };
  const mock = createMock(faults);
  await mock.start();
  const names = new Map(Object.values(plantedKeys).flatMap((keys) => keys.map(({ id, secret }) => [secret, id])));
  const front = createFront({
    target: mock.port,
    nameOf: (authorization) => names.get(authorization?.replace(/^Bearer /, '') ?? ''),
    freeStatus: (name) => statusOf[faults.get(name)?.kind ?? ''] ?? 200,
    onCall: (name) => {
      countsOf(name).calls += 1;
    },
    onAborted: (name) => {
      countsOf(name).aborted += 1;
    },
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-keys-'));
  const stopUpstream = async () => {
    rmSync(folder, { recursive: true });
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    await mock.stop();
  };
  let platform: Platform;
  try {
    const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
    platform = await Platform.start({ settings: settingsFor(url, folder) });
  } catch (error) {
    await stopUpstream();
    throw error;
  }
  return {
    platform,
    keys: { deepseek: idsOf('deepseek'), perplexity: idsOf('perplexity') },
    models: { deepseek: 'deepseek-flash', perplexity: 'sonar', generic: 'acme-1' },
    modelWithFallback: 'deepseek-v4-pro',
    poison,
    clientToken: plantedToken,
    secrets: [plantedToken, ...Object.values(plantedKeys).flatMap((keys) => keys.map(({ secret }) => secret))],
    setFault: async (keyId, fault) => void faults.set(keyId, fault),
    clearFaults: async () => faults.clear(),
    callsOf: async (keyId) => ({ ...countsOf(keyId) }),
    answerTo: (_model, prompt) => answer(prompt),
    async stop() {
      try {
        await platform.dispose();
      } finally {
        await stopUpstream();
      }
    },
  };
}

const statusOf: Readonly<Record<string, number>> = { unauthorized: 401, payment_required: 402 };

function answer(prompt: string): string {
  return `You wrote “${prompt}”, and this answer, naïve as it is, repeats it once more: ${prompt}.`;
}

/** One fixture per kind of fault; the key is the context that the front sets. */
function createMock(faults: ReadonlyMap<string, KeyFault>): LLMock {
  const mock = new LLMock({ port: 0, chunkSize: 6 });
  const suffers = (kind: KeyFault['kind']) => ({
    predicate: ({ _context: key }: ChatCompletionRequest) => faults.get(key ?? '')?.kind === kind,
  });
  const refusal = (status: number) => ({ status, error: { message: `Refused with ${status} by the mock` } });
  const reply = ({ messages }: ChatCompletionRequest) => ({ content: answer(promptOf(messages)) });
  mock.addFixture({
    match: suffers('rate_limit'),
    response: ({ _context: key }) => {
      const fault = faults.get(key ?? '');
      const seconds = fault?.kind === 'rate_limit' ? fault.retryAfterSeconds : undefined;
      return { ...refusal(429), ...(seconds !== undefined && { retryAfter: seconds }) };
    },
  });
  mock.addFixture({ match: suffers('unauthorized'), response: refusal(401) });
  mock.addFixture({ match: suffers('payment_required'), response: refusal(402) });
  mock.addFixture({ match: suffers('server_error'), response: refusal(500) });
  // Without a pause between them the first pieces would be lost with the connection.
  mock.addFixture({ match: suffers('cut_stream'), response: reply, truncateAfterChunks: 8, latency: 10 });
  mock.addFixture({ match: suffers('cut_before_first_token'), response: reply, truncateAfterChunks: 1 });
  mock.addFixture({ match: suffers('endless_stream'), response: reply, latency: 200 });
  mock.addFixture({
    match: { predicate: ({ messages }) => promptOf(messages).includes(poison) },
    response: refusal(500),
  });
  mock.addFixture({ match: { predicate: () => true }, response: reply });
  return mock;
}

function promptOf(messages: ChatCompletionRequest['messages']): string {
  const content = messages.at(-1)?.content;
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
}

function settingsFor(url: string, folder: string) {
  const secretFile = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return { file };
  };
  const keys = (provider: keyof typeof plantedKeys, from = 0, to = 3) => {
    const listed = plantedKeys[provider].slice(from, to).map(({ id, secret }) => `${id}=${secret}`);
    return secretFile(`${provider}-${from}`, listed.join('\n'));
  };
  return {
    ...quickSettings,
    gateway: { ...quickSettings.gateway, client_tokens: secretFile('client-tokens', plantedToken) },
    fallbacks: [{ model: 'deepseek-v4-pro', to: ['sonar'] }],
    providers: [
      { name: 'deepseek', kind: 'deepseek', base_url: url, keys: keys('deepseek') },
      { name: 'perplexity', kind: 'perplexity', base_url: url, keys: keys('perplexity') },
      {
        name: 'acme',
        kind: 'openai',
        base_url: `${url}/v1`,
        models: ['acme-1'],
        accounts: [
          { name: 'main', keys: keys('acme', 0, 2) },
          { name: 'spare', keys: keys('acme', 2), backup: true },
        ],
      },
    ],
  };
}

function idsOf(provider: keyof typeof plantedKeys): [string, string, string] {
  const [first, second, third] = plantedKeys[provider].map(({ id }) => id);
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('three keys are planted each');
  return [first, second, third];
}
