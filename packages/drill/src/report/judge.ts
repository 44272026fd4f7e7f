import type { Observation } from '../exercise/observation.ts';
import { isAbout } from '../receiver/message.ts';
import { channelOf, isForPeople, messagesOf } from '../rules/channel.ts';
import { type Expectation, parseExpectation } from '../rules/expectation.ts';
import type { Rule } from '../rules/rule-set.ts';
import { serviceAlerts } from '../worlds/specification.ts';
import { type Appearance, deliveryFaults, firingFaults, linkFaults, writtenFaults } from './faults.ts';
import { type Foresee, foreseeForeign, foreseeOurs } from './foresight.ts';
import { links } from './links.ts';
import type { AlertReport } from './report.ts';

type Broken = ReadonlyMap<string, string>;

/** Judges our own rules: each has to be as specified, and to fire exactly where the worlds say. */
export function judgeOurs(rules: readonly Rule[], observations: readonly Observation[], broken: Broken): AlertReport[] {
  const reports = appearancesOf(rules, observations, foreseeOurs).map(({ rule, appearances }) =>
    report(rule, appearances, broken, [
      ...writtenFaults(rule),
      ...inWorlds(appearances, (each) => [
        ...firingFaults(rule, each),
        ...deliveryFaults(rule, each),
        ...linkFaults(each, broken),
      ]),
    ]),
  );
  const wanted = observations.flatMap(({ world }) => world.expected.map(parseExpectation));
  const absent = new Set(wanted.map(({ labels }) => labels['alertname'] ?? ''));
  for (const { alert } of reports) absent.delete(alert);
  return [...reports, ...[...absent].map(absentReport)];
}

/** Judges somebody else's rules: how they are written, and where their links lead, is their own affair. */
export function judgeForeign(
  rules: readonly Rule[],
  observations: readonly Observation[],
  healthy: string,
): AlertReport[] {
  const foresee = foreseeForeign(observations, healthy);
  return appearancesOf(rules, observations, foresee).map(({ rule, appearances }) =>
    report(
      rule,
      appearances,
      undefined,
      inWorlds(appearances, (each) => [...firingFaults(rule, each), ...deliveryFaults(rule, each)]),
    ),
  );
}

function inWorlds(appearances: readonly Appearance[], faults: (appearance: Appearance) => string[]): string[] {
  return appearances.flatMap((each) => faults(each).map((fault) => `${each.observation.world.name}: ${fault}`));
}

function appearancesOf(rules: readonly Rule[], observations: readonly Observation[], foresee: Foresee) {
  const alerting = rules.filter(({ isAlert }) => isAlert);
  const foreseen = observations.map((observation) => ({ observation, ...foresee(observation) }));
  return alerting.map((rule) => {
    const appearances = foreseen.map(({ observation, unexpected, missing, heldBack }): Appearance => {
      const namesakes = observation.fired.filter((alert) => alert.rule.name === rule.name);
      const fired = namesakes.filter((alert) => alert.rule === rule);
      const [{ labels } = rule] = fired;
      const channels = [rule, ...namesakes].map((each) => channelOf(each.labels));
      const others = observation.messages.filter(
        (each) => isAbout(each, rule.name) && !channels.includes(each.channel),
      );
      return {
        observation,
        fired,
        unexpected: unexpected.filter((alert) => alert.rule === rule),
        missing: missing.filter((entry) => isOf(entry, rule)),
        heldBack,
        messages: messagesOf(rule.name, labels, observation.messages),
        endings: messagesOf(rule.name, labels, observation.endings).filter(({ status }) => status === 'resolved'),
        strayChannels: [...new Set(others.map(({ channel }) => channel))],
      };
    });
    return { rule, appearances };
  });
}

/** Several rules may share a name; entries then tell them apart by severity. */
function isOf({ labels: { alertname, severity } }: Expectation, { name, labels }: Rule): boolean {
  return alertname === name && (severity === undefined || severity === labels['severity']);
}

function report(
  rule: Rule,
  appearances: readonly Appearance[],
  broken: Broken | undefined,
  faults: readonly string[],
): AlertReport {
  const fired = appearances.flatMap((each) => each.fired);
  const messages = appearances.flatMap((each) => each.messages);
  const addresses = messages.flatMap(links);
  const never = fired.length === 0 && appearances.every(({ missing }) => missing.length === 0);
  const isOver =
    appearances.some(({ endings }) => endings.length > 0) &&
    !appearances.some(({ observation }) => observation.lingering.has(rule));
  const beats = appearances.some(({ observation }) => observation.heartbeats.has(rule.name));
  return {
    alert: rule.name,
    severity: rule.labels['severity'] ?? '',
    isOfService: isOfService(rule.name),
    fired: fired.length > 0 && appearances.every(({ missing }) => missing.length === 0),
    waited: rule.forSeconds === 0 || fired.every(({ wasPending }) => wasPending),
    channel: messages[0]?.channel ?? (beats ? 'heartbeat' : undefined),
    ...(broken !== undefined && {
      linksAnswered: hasLinks(rule) && addresses.length > 0 && !addresses.some((url) => broken.has(url)),
    }),
    resolved: isOver || !isForPeople(rule.labels),
    faults: [...new Set(never ? [...faults, 'never fired in any world'] : faults)],
  };
}

/** Without annotations of its own, a notification links to lists, which is no answer. */
function hasLinks({ annotations }: Rule): boolean {
  return ['runbook_url', 'dashboard_url'].every((name) => annotations[name] !== undefined);
}

function absentReport(alert: string): AlertReport {
  const nothing = { fired: false, waited: false, channel: undefined, linksAnswered: false, resolved: false };
  return {
    alert,
    severity: '',
    isOfService: isOfService(alert),
    ...nothing,
    faults: ['there is no rule of this name'],
  };
}

function isOfService(name: string): boolean {
  return serviceAlerts.some(([alert]) => alert === name);
}
