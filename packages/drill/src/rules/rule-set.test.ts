import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { RuleSet } from './rule-set.ts';

const file = (text: string) => ({ path: 'mine.yml', text });

test('rules keep their expressions, recording rules come first, and no group has a pace of its own', () => {
  const { rules, text } = new RuleSet([
    file(
      'groups:\n- name: a\n  interval: 1h\n  rules:\n  - alert: Hot\n    expr: |\n      rec:t\n        > 80\n    for: 1h30m',
    ),
    file('groups:\n- name: b\n  rules:\n  - record: rec:t\n    expr: max(t)\n- name: empty'),
  ]);
  expect(rules).toMatchObject([
    { name: 'rec:t', isAlert: false, expr: 'max(t)', forSeconds: 0 },
    { name: 'Hot', isAlert: true, expr: 'rec:t\n  > 80\n', forSeconds: 5400, labels: {}, annotations: {} },
  ]);
  expect(parse(text).groups).toEqual([
    {
      name: 'drill',
      rules: [
        { record: 'rec:t', expr: 'max(t)' },
        { alert: 'Hot', expr: 'rec:t\n  > 80\n', for: '1h30m' },
      ],
    },
  ]);
});

test.each(['', 'rules: []', 'groups: yes'])('"%s" is refused as no rule file', (text) => {
  expect(() => new RuleSet([file(text)])).toThrow('mine.yml: "groups:" is missing; expected a rule file of Prometheus');
});
