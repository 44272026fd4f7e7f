import { describe, expect, it } from 'vitest';
import type { RuleGroup, Target } from './answers.ts';
import { byJob, commandFor, droppedCount, slowestFirst, took, troubleOf } from './reckon.ts';

function target(labels: Record<string, string>, health: Target['health'] = 'up'): Target {
  const scrapeUrl = `http://${labels['instance'] ?? 'a'}/metrics`;
  return { labels, health, scrapeUrl, lastError: '', lastScrape: '', lastScrapeDuration: 0 };
}

function group(change: Partial<RuleGroup>): RuleGroup {
  const lastEvaluation = new Date(0).toISOString();
  return { name: 'api', file: 'api.yml', interval: 15, evaluationTime: 0.1, lastEvaluation, rules: [], ...change };
}

const rule = (name: string, evaluationTime = 0, health: 'ok' | 'err' = 'ok') =>
  ({ name, type: 'alerting', health, evaluationTime }) as const;

describe('targets', () => {
  it('stand by job, those in trouble first', () => {
    const [a, b, c] = [
      target({ job: 'x', instance: 'a' }),
      target({ job: 'x', instance: 'b' }, 'down'),
      target({ job: 'y', instance: 'c' }),
    ];
    expect(byJob([a, b, c])).toEqual([
      ['x', [b, a]],
      ['y', [c]],
    ]);
  });

  it('that are dropped are counted as each version of Prometheus tells it', () => {
    expect(droppedCount({ activeTargets: [], droppedTargets: [{}, {}] })).toBe(2);
    expect(droppedCount({ activeTargets: [], droppedTargets: [{}], droppedTargetCounts: { a: 3, b: 4 } })).toBe(7);
  });

  it.each([
    [{ job: 'j', component: 'gateway' }, 'npx switchgear logs gateway'],
    [{ job: 'alertmanager' }, 'npx switchgear logs alertmanager'],
    [{ job: 'j', component: 'x; rm -rf ~' }, 'npx switchgear status'],
    [{ job: 'j', component: '--help' }, 'npx switchgear status'],
  ])('with the labels %j say what to do: %s', (labels, command) => {
    expect(commandFor(target(labels))).toBe(command);
  });
});

describe('a group of rules', () => {
  it('is in order while its rules pass in time', () => {
    expect(troubleOf(group({ rules: [rule('a')] }), 34_000)).toBeUndefined();
  });

  it.each([
    ['a rule fails', group({ rules: [rule('a'), rule('b', 0, 'err')] }), 0, '1 of 2 fail'],
    ['it takes longer than its interval', group({ evaluationTime: 16 }), 0, 'Slower than its interval'],
    ['two turns were missed', group({}), 36_000, 'Late'],
    ['it never was evaluated', group({ lastEvaluation: '0001-01-01T00:00:00Z' }), 0, 'Late'],
  ])('is in trouble when %s', (_, given, now, trouble) => {
    expect(troubleOf(given, now)).toBe(trouble);
  });

  it('gives its slowest rule first, among all groups', () => {
    const groups = [
      group({ name: 'a', rules: [rule('x', 1), rule('y', 3)] }),
      group({ name: 'b', rules: [rule('z', 2)] }),
    ];
    expect(slowestFirst(groups).map(({ group, name }) => `${group}/${name}`)).toEqual(['a/y', 'b/z', 'a/x']);
  });
});

it.each([
  [0.00168339, '1.68 ms'],
  [0.9, '900 ms'],
  [2.3456, '2.35 s'],
])('%d s is told as %s', (seconds, text) => {
  expect(took(seconds)).toBe(text);
});
