import { expect, it } from 'vitest';
import { lanes } from './lanes.ts';

function job() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const begun = { value: false };
  const run = () => {
    begun.value = true;
    return promise;
  };
  return { begun, resolve, reject, run };
}

const settled = () => new Promise(setImmediate);

it('only so many jobs run at once, whether they end well or not', async () => {
  const inLane = lanes(2);
  const jobs = [job(), job(), job(), job()] as const;
  const { signal } = new AbortController();
  const results = jobs.map(({ run }) => inLane(run, signal).catch(String));
  await settled();
  expect(jobs.map(({ begun }) => begun.value)).toEqual([true, true, false, false]);
  jobs[0].reject('failed');
  await settled();
  expect(jobs.map(({ begun }) => begun.value)).toEqual([true, true, true, false]);
  for (const { resolve } of jobs) resolve('done');
  expect(await Promise.all(results)).toEqual(['failed', 'done', 'done', 'done']);
});

it('a job that was cancelled while it waited never starts, and those behind it do', async () => {
  const inLane = lanes(1);
  const [first, second, third] = [job(), job(), job()];
  const gone = new AbortController();
  const { signal } = new AbortController();
  const all = [
    inLane(first.run, signal),
    inLane(second.run, gone.signal).catch(() => 'cancelled'),
    inLane(third.run, signal),
  ];
  gone.abort();
  first.resolve('1');
  third.resolve('3');
  expect(await Promise.all(all)).toEqual(['1', 'cancelled', '3']);
  expect(second.begun.value).toBe(false);
});
