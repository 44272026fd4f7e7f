import { expect, test } from 'vitest';
import { RuleSet } from '../rules/rule-set.ts';
import { neededRecordings } from './record.ts';

const { rules } = new RuleSet([
  {
    path: 'rules.yml',
    text: `groups:
- name: g
  rules:
  - {record: 'a:one', expr: 'up'}
  - {record: 'a:one:more', expr: 'up'}
  - {record: 'b:two', expr: 'sum(a:one)'}
  - {record: 'c:three', expr: 'sum(b:two)'}
  - {alert: Direct, expr: 'a:one:more > 1'}
  - {alert: Indirect, expr: 'c:three > 1'}
  - {alert: Neither, expr: 'up == 0'}`,
  },
]);
const needed = (...alerts: string[]) =>
  neededRecordings(
    rules,
    rules.filter(({ name }) => alerts.includes(name)),
  ).map(({ name }) => name);

test('an alert needs what it names and what that is made of, in order, and nothing whose name only begins alike', () => {
  expect(needed('Direct')).toEqual(['a:one:more']);
  expect(needed('Indirect')).toEqual(['a:one', 'b:two', 'c:three']);
  expect(needed('Neither')).toEqual([]);
  expect(needed('Direct', 'Indirect')).toEqual(['a:one', 'a:one:more', 'b:two', 'c:three']);
});
