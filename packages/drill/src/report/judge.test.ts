import { expect, test } from 'vitest';
import type { FiredAlert, Observation } from '../exercise/observation.ts';
import type { Message } from '../receiver/message.ts';
import { RuleSet } from '../rules/rule-set.ts';
import { hot, ovenRules } from '../testing/oven.ts';
import { judgeOurs } from './judge.ts';
import { renderReport } from './render.ts';

const url = 'http://console.example';
const links = { console: url, dashboards: url, prometheus: url, alertmanager: url };
const { rules } = new RuleSet(ovenRules(links, [{ alert: 'Hot' }]));
const [, watchdogRule, hotRule] = rules;
if (watchdogRule === undefined || hotRule === undefined) throw new Error('the rules were not read');

const buttons = { Runbook: `${url}/runbooks/Hot`, Dashboard: `${url}/d/oven` };
const message = (status: Message['status'], more: Partial<Message> = {}): Message => {
  return { channel: '#alerts-critical', subject: 'Hot oven', status, buttons, faults: [], ...more };
};
const fired = (rule: typeof hotRule, more: Partial<FiredAlert> = {}): FiredAlert => {
  const labels = { alertname: rule.name, ...rule.labels };
  return { rule, labels, annotations: {}, wasPending: true, inhibited: false, ...more };
};
const observation: Observation = {
  world: hot(['Hot']),
  fired: [fired(watchdogRule), fired(hotRule)],
  trueFor: new Map([[hotRule, 600]]),
  errors: new Map(),
  messages: [message('firing')],
  early: [],
  endings: [message('resolved')],
  heartbeats: new Set(['Watchdog']),
  lingering: new Set(),
  secondsToDeliver: 1,
};
const judge = (seen: Partial<Observation> = {}, broken = new Map<string, string>()) =>
  judgeOurs(rules, [{ ...observation, ...seen }], broken);
const faultsOf = (name: string, ...seen: Parameters<typeof judge>) =>
  judge(...seen).find(({ alert }) => alert === name)?.faults;

test('an alert that fires, waits, arrives and ends as foreseen has no fault', () => {
  expect(judge()).toMatchObject([
    { alert: 'Watchdog', channel: 'heartbeat', fired: true, resolved: true, faults: [] },
    {
      alert: 'Hot',
      channel: '#alerts-critical',
      fired: true,
      waited: true,
      linksAnswered: true,
      resolved: true,
      faults: [],
    },
  ]);
});

test.each<[string, Partial<Observation>]>([
  [
    'hot: it arrived in #alerts-info',
    { messages: [message('firing'), message('firing', { channel: '#alerts-info' })] },
  ],
  ['hot: it did not arrive in #alerts-critical', { messages: [] }],
  ['hot: its end was not told in #alerts-critical', { endings: [] }],
  ['hot: its end was not told in #alerts-critical', { endings: [message('firing')] }],
  ['hot: it fired on after its cause was gone', { lingering: new Set([hotRule]) }],
  [
    'hot: it was delivered although a worse alert fired',
    { fired: [fired(watchdogRule), fired(hotRule, { inhibited: true })], world: hot([], ['Hot']) },
  ],
  ['hot: fired without having waited', { fired: [fired(watchdogRule), fired(hotRule, { wasPending: false })] }],
  ['hot: Slack would complain: too long', { messages: [message('firing', { faults: ['too long'] })] }],
  ['hot: no such function', { errors: new Map([[hotRule, 'no such function']]) }],
])('it is a fault when %s', (fault, seen) => {
  expect(faultsOf('Hot', seen)).toEqual([fault]);
  expect(faultsOf('Watchdog', seen)).toEqual([]);
});

test('a message that came before the worse alert is no fault', () => {
  const messages = [message('firing')];
  const seen = { fired: [fired(watchdogRule), fired(hotRule, { inhibited: true })], world: hot([], ['Hot']), messages };
  expect(faultsOf('Hot', { ...seen, early: messages })).toEqual([]);
  expect(faultsOf('Hot', seen)).toEqual(['hot: it was delivered although a worse alert fired']);
});

test('a heartbeat that does not come is a fault', () => {
  expect(faultsOf('Watchdog', { heartbeats: new Set() })).toEqual(['hot: no heartbeat arrived']);
});

test('a link that does not answer 200 is named with what it does', () => {
  const broken = new Map([[buttons.Runbook, 'answers 500']]);
  expect(faultsOf('Hot', {}, broken)).toEqual([`hot: ${url}/runbooks/Hot answers 500`]);
});

test('in real time the report says how long it took', () => {
  const report = { alerts: judge(), worlds: ['hot'], faults: [], seconds: 200, secondsToDeliver: 150.4 };
  expect(renderReport(report)).toMatch(/^delivered after 150 s, waits included$/m);
});
