import { describe, expect, it } from 'vitest';
import { BreakerError, RejectedError } from './errors.ts';
import { failUntilOpen, subject } from './testing/subject.ts';

const fault = new Error('upstream said no');
const failing = () => Promise.reject(fault);

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the call was expected to reject'),
    (error: unknown) => error,
  );
}

describe('run', () => {
  it('returns what the function returns and counts a success', async () => {
    const { breaker } = subject();
    expect(await breaker.run(async () => 'answer')).toBe('answer');
    expect(breaker.counts.calls.success).toBe(1);
  });

  it('rejects with the very error of the function and counts a failure', async () => {
    const { breaker } = subject({ failureThreshold: 2 });
    expect(await reasonOf(breaker.run(failing))).toBe(fault);
    expect(breaker.counts.failures).toBe(1);
    expect(await reasonOf(breaker.run(failing))).toBe(fault);
    expect(breaker.state).toBe('open');
  });

  it('counts a function that throws before it returns a promise as a failure', async () => {
    const { breaker } = subject();
    const throwing = () => {
      throw fault;
    };
    expect(await reasonOf(breaker.run(throwing))).toBe(fault);
    expect(breaker.counts.failures).toBe(1);
  });

  it('refuses without calling the function, and tells when to come back', async () => {
    const { breaker, clock } = subject();
    failUntilOpen(breaker);
    clock.advance(20_000);
    const error = await reasonOf(breaker.run(() => expect.unreachable('called while open')));
    expect(error).toBeInstanceOf(RejectedError);
    expect(error).toMatchObject({ code: 'rejected', state: 'open', retryAfterMs: 40_000, name: 'RejectedError' });
    expect(String(error)).toBe('RejectedError: The circuit breaker is open; call again in 40000 ms');
  });

  it('says so when there is no deadline', async () => {
    const { breaker } = subject();
    breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    const error = await reasonOf(breaker.run(failing));
    expect(error).toMatchObject({ retryAfterMs: Number.POSITIVE_INFINITY });
    expect(String(error)).toContain('is open; call again once it was reset');
  });

  it('refuses with a genuine error, without a stack trace, and leaves the stack traces of others alone', async () => {
    const { breaker } = subject();
    breaker.trip('quarantine');
    const error = await reasonOf(breaker.run(failing));
    expect(error instanceof Error && error.stack).toBe(String(error));
    expect(new Error('other').stack).toContain('run.test.ts');
  });

  it('hands the signal to the function', async () => {
    const { breaker } = subject();
    const { signal } = new AbortController();
    expect(await breaker.run(async (given) => given, { signal })).toBe(signal);
  });

  it('counts a call that its caller aborted as ignored', async () => {
    const { breaker } = subject({ failureThreshold: 1 });
    const controller = new AbortController();
    const call = breaker.run(async (signal) => {
      controller.abort();
      signal?.throwIfAborted();
    }, controller);
    expect(await reasonOf(call)).toBe(controller.signal.reason);
    expect([breaker.state, breaker.counts.calls.ignored]).toEqual(['closed', 1]);
  });

  it('counts a call that ran into a deadline as a failure, because that is the provider’s doing', async () => {
    const { breaker } = subject({ failureThreshold: 1 });
    const controller = new AbortController();
    const call = breaker.run(async (signal) => {
      controller.abort(new DOMException('too slow', 'TimeoutError'));
      signal?.throwIfAborted();
    }, controller);
    expect(await reasonOf(call)).toMatchObject({ name: 'TimeoutError' });
    expect(breaker.state).toBe('open');
  });

  it('does not even begin when the signal has aborted, and takes no permit', async () => {
    const { breaker, clock } = subject();
    breaker.trip('failures');
    clock.advance(60_000);
    const signal = AbortSignal.abort('changed my mind');
    expect(await reasonOf(breaker.run(failing, { signal }))).toBe('changed my mind');
    expect(breaker.state).toBe('open');
  });

  it('counts a call that succeeded in spite of an abort as a success', async () => {
    const { breaker } = subject();
    const controller = new AbortController();
    await breaker.run(async () => controller.abort(), controller);
    expect(breaker.counts.calls).toMatchObject({ success: 1, ignored: 0 });
  });
});

describe('the classify hook', () => {
  it('lets errors that say nothing about the provider be ignored', async () => {
    const { breaker } = subject({
      failureThreshold: 1,
      classify: (error) => (error === fault ? 'ignored' : 'failure'),
    });
    expect(await reasonOf(breaker.run(failing))).toBe(fault);
    expect(breaker.state).toBe('closed');
    await reasonOf(breaker.run(() => Promise.reject(new Error('other'))));
    expect(breaker.state).toBe('open');
  });

  it('passes a Retry-After on', async () => {
    const { breaker } = subject({ failureThreshold: 1, classify: () => ({ retryAfterMs: 90_000 }) });
    await reasonOf(breaker.run(failing));
    expect(breaker.retryAfterMs()).toBe(90_000);
  });

  it('counts a Retry-After that is no number as a plain failure', async () => {
    const { breaker } = subject({ failureThreshold: 1, classify: () => ({ retryAfterMs: Number.NaN }) });
    await reasonOf(breaker.run(failing));
    expect(breaker.retryAfterMs()).toBe(60_000);
  });

  it('is reported when it throws, and the call counts as a failure', async () => {
    const hookFault = new Error('bug in the hook');
    const { breaker } = subject({
      classify: () => {
        throw hookFault;
      },
    });
    const error = await reasonOf(breaker.run(failing));
    expect(error).toBeInstanceOf(BreakerError);
    expect(error).toMatchObject({ code: 'classify_failed', cause: hookFault });
    expect(breaker.counts.failures).toBe(1);
  });
});
