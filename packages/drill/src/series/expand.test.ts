import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries } from '@switchgear/stack';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { expand } from './expand.ts';

test.each([
  ['5', [5]],
  ['5x2', [5, 5, 5]],
  ['0+2x3', [0, 2, 4, 6]],
  ['10-2.5x2', [10, 7.5, 5]],
  ['1 _ 2', [1, null, 2]],
  ['_x2 7', [null, null, 7]],
  ['3x1 stale', [3, 3, null]],
  ['1e3 -.5 +Inf', [1000, -0.5, Number.POSITIVE_INFINITY]],
  ['  1   2 ', [1, 2]],
])('%s means %j', (notation, samples) => {
  expect(expand(notation)).toEqual(samples);
});

test.each(['', 'five', '1+2', '1x', '_+1x2', 'stalex3', '1,2'])(
  '"%s" is refused with an example of what is right',
  (notation) => {
    expect(() => expand(notation)).toThrow(/is no sample; write for example 5, 5x3/);
  },
);

const value = fc.oneof(
  fc.integer({ min: -1e6, max: 1e6 }).map(String),
  fc.constantFrom('0.1', '-2.75', '1e3', '2.5e-3'),
);
const repeat = fc.integer({ min: 0, max: 6 });
const part = fc.oneof(
  value,
  fc.tuple(value, repeat).map(([start, times]) => `${start}x${times}`),
  fc
    .tuple(value, fc.constantFrom('+1', '-3', '+0.1', '-2.5'), repeat)
    .map(([start, step, times]) => `${start}${step}x${times}`),
  fc.constantFrom('_', '_x2', 'stale'),
);
const notation = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));

test('promtool reads every notation as we do', async () => {
  const { promtool } = await findBinaries();
  const folder = await mkdtemp(join(tmpdir(), 'switchgear-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const notations = fc.sample(notation, 100);
  // Samples lie further apart than Prometheus looks back, so that each stands for itself.
  const tests = notations.map((values) => ({
    interval: '1h',
    input_series: [{ series: 'm', values }],
    promql_expr_test: expand(values).map((sample, hour) => ({
      expr: 'm',
      eval_time: `${hour}h`,
      exp_samples: sample === null ? [] : [{ labels: 'm', value: sample }],
    })),
  }));
  await writeFile(join(folder, 'tests.yml'), stringify({ tests }));
  const { stdout } = await promisify(execFile)(promtool, ['test', 'rules', join(folder, 'tests.yml')]);
  expect(stdout).toContain('SUCCESS');
});
