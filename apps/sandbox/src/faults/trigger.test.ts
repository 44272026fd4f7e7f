import { describe, expect, it } from 'vitest';
import { startSandbox } from '../test-support/start.ts';

const poisoned = (word: string) => ({ messages: [{ role: 'user', content: `x [[sandbox:${word}]]` }] });

describe('a request that brings its own fault', () => {
  it.each([
    ['500', 500],
    ['429', 429],
    ['payment_required', 402],
  ])('makes every key answer: %s', async (word, status) => {
    const sandbox = await startSandbox();
    const answers = await Promise.all(['a', 'b'].map((key) => sandbox.chat(poisoned(word), key)));
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    expect((await sandbox.chat()).status).toBe(200);
  });

  it('works in the Agent API', async () => {
    const sandbox = await startSandbox();
    expect((await sandbox.agent({ input: '[[sandbox:503]]' })).status).toBe(503);
  });

  it.each(['200', '999', 'nonsense', 'latency'])('takes %s for plain text', async (word) => {
    const sandbox = await startSandbox();
    expect((await sandbox.chat(poisoned(word))).status).toBe(200);
  });
});
