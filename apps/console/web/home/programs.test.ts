import { expect, it } from 'vitest';
import type { Series } from '../api/prometheus.ts';
import { readPrograms } from './programs.ts';

const series = (name: string, labels: Record<string, string>, value: number): Series => ({
  metric: { __name__: name, ...labels },
  value: [1, String(value)],
});

it('a program that is down comes first, with when it last answered', () => {
  const found = [
    series('up', { component: 'gateway', job: 'j', instance: 'g' }, 1),
    series('process_start_time_seconds', { component: 'gateway', instance: 'g' }, 100),
    series('up', { component: 'recovery', job: 'j', instance: 'r' }, 0),
    series('up', { job: 'prometheus', instance: 'p' }, 1),
  ];
  expect(readPrograms(found, [series('', { instance: 'r' }, 200)])).toEqual([
    { name: 'recovery', instances: 1, down: 1, since: 200_000 },
    { name: 'gateway', instances: 1, down: 0, since: 100_000 },
    { name: 'prometheus', instances: 1, down: 0, since: undefined },
  ]);
});

it('of several instances, all run since the last began, and any is down since the first ended', () => {
  const up = (instance: string, value: number) => series('up', { component: 'gateway', instance }, value);
  const start = (instance: string, at: number) => series('process_start_time_seconds', { instance }, at);
  const all = [up('a', 1), up('b', 1), start('a', 100), start('b', 200)];
  expect(readPrograms(all, [])).toEqual([{ name: 'gateway', instances: 2, down: 0, since: 200_000 }]);
  const some = [up('a', 0), up('b', 0), up('c', 1)];
  const answered = [series('', { instance: 'a' }, 300), series('', { instance: 'b' }, 250)];
  expect(readPrograms(some, answered)).toEqual([{ name: 'gateway', instances: 3, down: 2, since: 250_000 }]);
});
