import { findBinaries } from '@switchgear/stack';
import { expect, test } from 'vitest';
import { runDrill } from './drill.ts';
import { renderReport } from './report/render.ts';
import { type DrillReport, drillPassed } from './report/report.ts';
import { startConsole } from './testing/console.ts';
import { cool, hot, type OvenRule, ovenRules } from './testing/oven.ts';

const severity = 'warning';
/** Rules as they should be. */
const good: readonly OvenRule[] = [
  { alert: 'Hot', labels: { resource: 'heat' } },
  { alert: 'HotAtOnce', for: '0s', labels: { severity: 'info' } },
  { alert: 'HotRecorded', expr: 'kitchen:temperature:max > 80' },
  { alert: 'HotByTemplate', labels: { severity: '{{ "info" }}' } },
  { alert: 'HotToo', labels: { severity, resource: 'heat' } },
];

/** Rules with one defect each, and what is said of it. */
const defects: readonly (readonly [rule: OvenRule, fault: string])[] = [
  [{ alert: 'Dead', expr: 'temprature > 80' }, 'hot: Dead did not fire, its expression is not true'],
  [{ alert: 'Other', expr: 'temperature{instance="x"} > 80' }, 'hot: Other did not fire, its expression is not true'],
  [{ alert: 'Impatient', for: '1h' }, 'hot: Impatient did not fire, true for 600 s of 3600 s'],
  [{ alert: 'Noisy', expr: 'temperature > 10' }, 'cool: fired for no reason: Noisy{'],
  [{ alert: 'KeptBack', labels: { severity, resource: 'heat' } }, 'hot: a worse alert kept it back'],
  [{ alert: 'NotKeptBack', labels: { severity } }, 'hot: no worse alert kept it back'],
  [{ alert: 'Garbled', annotations: { description: '{{ $labels.a.b }}' } }, 'hot: a template failed: <error expanding'],
  [{ alert: 'HighCPUUsage', labels: { severity } }, 'its severity is warning, specified is critical'],
  [{ alert: 'HighDiskUsage', labels: { severity } }, 'it waits 300 s, specified are 600 s'],
  [{ alert: 'Unlabelled', labels: { service: undefined } }, 'it has no label service'],
  [{ alert: 'Helpless', annotations: { runbook_url: undefined } }, 'it has no annotation runbook_url'],
  [{ alert: 'Astray', annotations: { runbook_url: 'http://127.0.0.1/runbooks/Hot' } }, 'is that of another'],
  [{ alert: 'Missing' }, 'answers 404'],
];
/** Defects for which no world is prepared. */
const surprises: typeof defects = [
  [{ alert: 'Unforeseen' }, 'hot: fired for no reason: Unforeseen{'],
  [{ alert: 'Never', expr: 'temperature > 8000' }, 'never fired in any world'],
  [{ alert: 'Failing', expr: 'label_replace({__name__=~"up|temperature"}, "__name__", "x", "", "")' }, 'same labelset'],
];

const faultsOf = ({ alerts }: DrillReport, name: string) =>
  alerts.filter(({ alert }) => alert === name).flatMap(({ faults }) => faults);

test('every defect is named with its rule, and rules without one are not', async () => {
  const [links, binaries] = [await startConsole(), await findBinaries()];
  const ours = ovenRules(links, [...good, ...[...defects, ...surprises].map(([rule]) => rule)]);
  const held = ['HotToo', 'NotKeptBack'];
  const foreseen = [...good, ...defects.map(([rule]) => rule)]
    .map(({ alert }) => alert)
    .filter((name) => !held.includes(name));
  const report = await runDrill({ links, binaries, ours, worlds: [cool, hot([...foreseen, 'Absent'], held)] });
  for (const [{ alert }, fault] of [...defects, ...surprises])
    expect(faultsOf(report, alert).join('\n'), alert).toContain(fault);
  for (const { alert } of good) expect(faultsOf(report, alert), alert).toEqual([]);
  expect(faultsOf(report, 'Absent')).toEqual(['there is no rule of this name']);
  expect(drillPassed(report)).toBe(false);
  const text = renderReport(report);
  expect(text).toMatch(/^Hot +yes +#alerts-critical +yes +yes$/m);
  expect(text).toMatch(/^Missing +yes +#alerts-critical +NO +yes$/m);
  expect(text).toMatch(/^Dead +NO +none +NO +NO$/m);
  expect(text).toMatch(/^✗ Dead: hot: Dead did not fire/m);
  expect(text).toMatch(/0 of 2 alerts fired, were delivered and resolved$/);
}, 90_000);

test('rules of somebody else have to fire somewhere and to be silent in the healthy world, and nothing more', async () => {
  const [links, binaries] = [await startConsole(), await findBinaries()];
  const rules = ovenRules(links, [
    {
      alert: 'Too hot, really',
      labels: { severity: 'page', component: undefined },
      annotations: { runbook_url: 'http://nowhere.invalid/' },
    },
    { alert: 'Late', expr: 'kitchen:temperature:max > 80', for: '9m' },
    { alert: 'Dead', expr: 'temprature > 80' },
    { alert: 'Noisy', expr: 'temperature > 10' },
    { alert: 'HighCPUUsage', expr: 'temperature > 8000' },
  ]);
  const report = await runDrill({ links, binaries, rules, worlds: [cool, hot(['HighCPUUsage'])] });
  expect(Object.fromEntries(report.alerts.map(({ alert, faults }) => [alert, faults]))).toMatchObject({
    'Too hot, really': [],
    Late: [],
    Dead: ['never fired in any world'],
    Noisy: [expect.stringContaining('cool: fired for no reason: Noisy{')],
    HighCPUUsage: ['hot: HighCPUUsage did not fire, its expression is not true'],
  });
}, 90_000);
