import { ok } from 'node:assert';
import { completion, startGateway } from '../../../packages/llm/src/testing/gateway.ts';
import { type Planted, plantedSecrets } from '../../../packages/llm/src/testing/planted.ts';
import { eventually } from '../../support/eventually.ts';
import { ExampleProject } from '../../support/example-project.ts';
import { Platform } from '../../support/platform.ts';
import type { Measurement, StepOptions } from '../step.ts';

const file = 'test/planted.test.ts';
/** New failures of one run that are asked about. */
const atOnce = 3;
const apiKey = 'key-of-this-very-gateway-3141592653';

/** Whether a secret that a test prints leaves the machine. Behind the gateway stands a provider that keeps what it gets. */
export async function measureSecrets({ log }: StepOptions, seed: number): Promise<Measurement[]> {
  const provider = await startGateway();
  provider.respond = (response) => completion(response, 'unknown');
  const shop = new ExampleProject();
  const off = { enabled: false };
  const analysis = { enabled: true, cause_model: 'cause', known_model: 'known', daily_tokens: 100_000_000 };
  const platform = await Platform.start({
    env: { RECORDER_API_KEYS: apiKey },
    settings: {
      providers: [{ name: 'recorder', kind: 'openai', base_url: `${provider.url}/v1`, models: ['cause', 'known'] }],
      test_watcher: { enabled: true, path: shop.path, analysis },
      prometheus: off,
      alertmanager: off,
      console: off,
    },
  });
  try {
    const planted = [...plantedSecrets(seed), { kind: 'key of the configuration', text: apiKey, secret: apiKey }];
    const told = () => provider.asked.map(({ body }) => questionOf(body));
    const isTold = (index: number) => told().filter(({ number }) => number === index).length >= 2;
    await platform.testWatcher.firstRun();
    for (let first = 0; first < planted.length; first += atOnce) {
      const some = planted.map((_, index) => index).slice(first, first + atOnce);
      await platform.testWatcher.runsAfter(() => shop.write(file, testsOf(planted, some)), 'fail');
      await eventually(() => ok(some.every(isTold), `not all of ${some.join(', ')} are asked about`));
    }
    const missing = planted.filter((_, index) => !isTold(index)).length;
    const questions = told();
    const leaks = planted.filter((one) => questions.some(({ text }) => isIn(one, text)));
    const bytes = provider.asked.reduce((sum, { body }) => sum + body.length, 0);
    log(`${questions.length} questions, ${bytes} bytes; ${missing} failures were not asked about`);
    for (const { kind, text } of leaks) log(`leaked: ${kind}: ${text}`);
    return [
      {
        promise: `Secrets of ${planted.length} kinds in assertions, stacks, diffs of values and the diff of the tree, each asked of two models`,
        bar: '≥ 30 kinds, each asked about, none arrives at the provider',
        measured: `${planted.length - missing} kinds asked about in ${questions.length} questions, ${leaks.length} arrived`,
        holds: planted.length >= 30 && missing === 0 && leaks.length === 0,
      },
    ];
  } finally {
    await platform.dispose();
    shop.dispose();
    await provider.stop();
  }
}

/** A test for each of those secrets, which tells it in its message, its stack and the diff of its values. */
function testsOf(planted: readonly Planted[], indexes: readonly number[]): string {
  const tests = indexes.map((index) => {
    const literal = JSON.stringify(planted[index]?.text);
    return `test('planted ${index}', () => {\n  const text = ${literal};\n  expect(text, text).toBe('run');\n});`;
  });
  return ["import { expect, test } from 'vitest';", ...tests, ''].join('\n');
}

function questionOf(body: string): { readonly number: number; readonly text: string } {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  const text = messages.map(({ content }) => content).join('\n');
  return { number: Number(/^Test:\n\S+ > planted (\d+)$/m.exec(text)?.[1]), text: `${text}\n${body}` };
}

/** Whether any piece of it arrived: 20 characters of a long one, a short one whole. */
function isIn({ secret }: Planted, text: string): boolean {
  return (secret.match(/\S+/g) ?? []).some((word) => {
    const length = Math.min(20, word.length);
    for (let at = 0; at + length <= word.length; at++) if (text.includes(word.slice(at, at + length))) return true;
    return false;
  });
}
