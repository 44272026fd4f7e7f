import { completion, refusal } from '@switchgear/llm/testing';
import { describe, expect, it, vi } from 'vitest';
import { failedCase, fixture } from './testing/fixture.ts';

const repeats = (count: number) =>
  Array.from({ length: count }, (_, run) =>
    failedCase(
      `timed out after ${run} ms on 127.0.0.1:${30_000 + run}: ${run} of session 'k7${run.toString(36)}4x9z'`,
      {
        stack: `at add (src/cart.ts:${run + 1}:3)`,
      },
    ),
  );

describe('a failure', () => {
  it('is asked about once, though it comes a thousand times at once, again, and after a restart', async () => {
    const { analysis, gateway, answers, restart } = await fixture();
    analysis.consider(repeats(500), {});
    analysis.consider(repeats(500), {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    for (const failed of repeats(20)) analysis.consider([failed], {});
    const again = await restart();
    again.consider([...repeats(20), failedCase('another one')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(gateway.asked).toHaveLength(2);
  });

  it('is explained with the model, the answer, and what it names that does not exist', async () => {
    const { analysis, gateway, answers, calls, faults } = await fixture();
    gateway.respond = (response) =>
      completion(response, 'Wrong sum in src/cart.ts:2,\u001b[2J see src/cart.ts:99 and src/tax.ts:1.');
    analysis.consider([failedCase('expected 1 to be 2')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(answers[0]).toBe(
      [
        'src/cart.test.ts > cart > adds',
        'Likely cause, says deepseek-flash, which may be wrong:',
        'Wrong sum in src/cart.ts:2, see src/cart.ts:99 and src/tax.ts:1.',
        'It names what does not exist: src/cart.ts:99, src/tax.ts:1',
      ].join('\n'),
    );
    expect({ calls, faults }).toEqual({ calls: ['deepseek success'], faults: [] });
  });

  it('is looked up too, with sources, and explained without that where nobody answers', async () => {
    const models = {
      cause: { model: 'deepseek-flash', api: 'deepseek' },
      known: { model: 'sonar', api: 'perplexity' },
    };
    const { analysis, gateway, answers, calls } = await fixture({ models });
    gateway.respond = (response, model) =>
      completion(response, `${model} knows`, model === 'sonar' ? { citations: ['https://a.example/bug'] } : {});
    analysis.consider([failedCase('first')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(answers[0]).toContain(
      'Known about it, says sonar, which may be wrong:\nsonar knows\n  https://a.example/bug',
    );
    gateway.respond = (response, model) =>
      model === 'sonar' ? refusal(response, 429, 'busy') : completion(response, 'a cause');
    analysis.consider([failedCase('second')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(answers[1]).not.toContain('sonar');
    expect(calls.at(-1)).toBe('perplexity rate_limit');
    analysis.consider([failedCase('first'), failedCase('second'), failedCase('third')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    expect(gateway.asked).toHaveLength(6);
  });

  it('that passed or was skipped is none', async () => {
    const { analysis, answers } = await fixture();
    analysis.consider([{ ...failedCase('x'), status: 'pass' }, failedCase('y')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
  });

  it('is one of three of a run that are explained; the others are noted for an hour, which is said', async () => {
    const { analysis, gateway, answers, clock } = await fixture();
    const all = Array.from({ length: 50 }, (_, at) => failedCase('no such module', {}, `case ${at}`));
    const said = expect.stringMatching(/ 3 are explained; 47 more are noted/);
    analysis.consider(all, {});
    await vi.waitFor(() => expect(answers.slice(3)).toEqual([said]));
    clock.now += 3_599_999;
    analysis.consider(all, {});
    analysis.consider([failedCase('another')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(5));
    expect(gateway.asked).toHaveLength(4);
    clock.now += 1;
    analysis.consider(all, {});
    await vi.waitFor(() => expect(answers.slice(8)).toEqual([expect.stringMatching('44 more')]));
    expect(gateway.asked).toHaveLength(7);
  });
});

describe('a gateway that cannot answer', () => {
  it('is left alone for a growing time, and the failure is asked about when it comes again after that', async () => {
    const { analysis, gateway, answers, faults, calls, clock, restart } = await fixture();
    gateway.respond = (response) => refusal(response, 503, 'no_key_available', { 'retry-after': '5' });
    const failed = failedCase('expected 1 to be 2');
    analysis.consider([failed, failed, failedCase('another')], {});
    await vi.waitFor(() => expect(calls).toEqual(['configured error']));
    expect(faults).toEqual([
      'deepseek-flash does not explain failures: the gateway answered 503 (no_key_available: not now)',
    ]);
    clock.now += 59_999;
    const again = await restart();
    again.consider([failed], {});
    clock.now += 1;
    await vi.waitFor(async () => {
      again.consider([failed], {});
      expect(gateway.asked).toHaveLength(2);
    });
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    gateway.respond = (response) => completion(response, 'a cause');
    clock.now += 119_999;
    again.consider([failed, failedCase('another')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(answers[0]).toContain('a cause');
    expect(gateway.asked).toHaveLength(3);
    clock.now += 1;
    again.consider([failed], {});
    await vi.waitFor(() => expect(answers).toHaveLength(2));
  });

  it('is believed when it names a longer pause', async () => {
    const { analysis, gateway, answers, calls, clock } = await fixture();
    gateway.respond = (response) => refusal(response, 503, 'no_key_available', { 'retry-after': '600' });
    analysis.consider([failedCase('x')], {});
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    gateway.respond = (response) => completion(response, 'a cause');
    clock.now += 599_000;
    analysis.consider([failedCase('x'), failedCase('y')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    clock.now += 1000;
    analysis.consider([failedCase('x')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(2));
  });

  it('costs nothing of the budget', async () => {
    const { analysis, gateway, answers, calls, clock } = await fixture({ tokensPerDay: 3000 });
    gateway.respond = (response) => refusal(response, 502, 'upstream_error');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      analysis.consider([failedCase('x')], {});
      await vi.waitFor(() => expect(calls).toHaveLength(attempt));
      clock.now += 3_600_000;
    }
    gateway.respond = (response) => completion(response, 'a cause');
    await vi.waitFor(() => {
      analysis.consider([failedCase('x')], {});
      expect(answers).toHaveLength(1);
    });
  });

  it('costs the budget what it may have cost where it does not answer', async () => {
    const { analysis, gateway, faults, calls } = await fixture({ tokensPerDay: 3000 });
    gateway.respond = (response) => completion(response, '', { usage: undefined });
    analysis.consider([failedCase('x')], {});
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    await vi.waitFor(() => {
      analysis.consider([failedCase('y')], {});
      expect(faults).toHaveLength(2);
    });
    expect(faults[1]).toBe('Failures are not explained: the tokens of this day are used up');
    expect(gateway.asked).toHaveLength(1);
  });

  it('is not asked forever after the clock was turned back', async () => {
    const { analysis, gateway, answers, calls, clock } = await fixture();
    gateway.respond = (response) => refusal(response, 502, 'upstream_error');
    analysis.consider([failedCase('x')], {});
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    gateway.respond = (response) => completion(response, 'a cause');
    clock.now -= 365 * 86_400_000;
    await vi.waitFor(() => {
      analysis.consider([failedCase('x')], {});
      expect(answers).toHaveLength(1);
    });
  });
});

describe('what goes wrong beside', () => {
  it('is said once: the tokens of the day are used up', async () => {
    const { analysis, gateway, answers, faults, clock, store } = await fixture({ tokensPerDay: 2500 });
    gateway.respond = (response) =>
      completion(response, 'a cause', { usage: { prompt_tokens: 2000, completion_tokens: 400 } });
    analysis.consider([failedCase('one')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    const find = vi.spyOn(store, 'find');
    for (const text of ['two', 'three']) {
      const looked = find.mock.calls.length;
      await vi.waitFor(() => {
        analysis.consider([failedCase(text)], {});
        expect(find.mock.calls.length).toBeGreaterThan(looked + 1);
      });
    }
    expect(faults).toEqual(['Failures are not explained: the tokens of this day are used up']);
    clock.now += 86_400_000;
    await vi.waitFor(() => {
      analysis.consider([failedCase('two')], {});
      expect(answers).toHaveLength(2);
    });
  });

  it('is said: there is no diff, and the question goes without', async () => {
    const diffOf = async () => {
      throw new Error('git has gone');
    };
    const { analysis, answers, faults } = await fixture({ diffOf });
    analysis.consider([failedCase('one')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(faults).toEqual(['Failures are explained without the diff: git has gone']);
  });

  it('is said: the store cannot be used, and nothing is asked', async () => {
    const { analysis, gateway, faults, store } = await fixture();
    vi.spyOn(store, 'find').mockImplementation(() => {
      throw new Error('disk I/O error');
    });
    analysis.consider([failedCase('one')], {});
    await vi.waitFor(() => expect(faults).toEqual(['Failures are not explained: disk I/O error']));
    expect(gateway.asked).toEqual([]);
  });

  it('is not waited for: closing withdraws the question, which may be asked again', async () => {
    const { analysis, gateway, answers, calls, faults, restart } = await fixture();
    gateway.respond = () => {};
    analysis.consider([failedCase('one')], {});
    await vi.waitFor(() => expect(gateway.asked).toHaveLength(1));
    await analysis.close();
    gateway.respond = (response) => completion(response, 'a cause');
    (await restart()).consider([failedCase('one')], {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect({ calls, faults }).toEqual({ calls: ['deepseek success'], faults: [] });
  });
});
