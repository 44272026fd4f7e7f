import { findBinaries } from '@switchgear/stack';
import { expect, it } from 'vitest';
import type { History } from '../proofs/history.ts';
import { replica, target } from '../proofs/series.ts';
import type { RuleFile } from '../rules/rule.ts';
import { type MutationOptions, runMutations } from './run.ts';

const rule = {
  alert: 'Planted',
  expr: 'system_cpu_percent > 90',
  for: '1m',
  labels: { severity: 'info' },
  annotations: {},
};
const files: RuleFile[] = [{ path: 'planted.yml', groups: [{ name: 'planted', rules: [rule] }] }];
const { promtool } = await findBinaries();
const run = (options: Pick<MutationOptions, 'proofs' | 'equivalents'>) =>
  runMutations({ promtool, files, equivalents: [], ...options });

const busy = (course: string): History => ({
  it: 'fires',
  lasts: '5m',
  series: replica(target('gateway'), { system_cpu_percent: course }),
  fires: [{ of: target('gateway'), from: '2m', until: '3m' }],
});
const silent: History = { ...busy('90'), it: 'is silent', fires: [] };

it('names every mutant that a weak proof lets live', async () => {
  const report = await run({ proofs: { Planted: [busy('10 1m, 99 2m, 10')] } });
  expect(report.survivors).toEqual([
    { rule: 'Planted', place: '1:20', before: '>', after: '>=' },
    { rule: 'Planted', place: '1:22', before: '90', after: '85.5' },
    { rule: 'Planted', place: '1:22', before: '90', after: '94.5' },
  ]);
  expect(report).toMatchObject({ total: 6, caught: 3, equivalent: 0 });
});

it('catches every mutant with a tight one', async () => {
  const proofs = { Planted: [busy('10 1m, 91 2m, 10'), silent] };
  expect(await run({ proofs })).toMatchObject({ caught: 6, survivors: [] });
});

it('accepts an equivalent that is listed, and tells when an entry is not needed', async () => {
  const listed = { rule: 'Planted', place: '1:20', before: '>', after: '>=', why: 'planted' };
  const weak = { Planted: [busy('10 1m, 91 2m, 85.6')] };
  expect(await run({ proofs: weak, equivalents: [listed] })).toMatchObject({
    equivalent: 1,
    survivors: [],
    needless: [],
  });
  const tight = { Planted: [busy('10 1m, 91 2m, 10'), silent] };
  expect(await run({ proofs: tight, equivalents: [listed] })).toMatchObject({ needless: [listed] });
});

it('refuses proofs that fail without a mutant', async () => {
  await expect(run({ proofs: { Planted: [busy('10')] } })).rejects.toThrow(
    'The proofs of Planted fail without a mutant:',
  );
});
