import type { FiredAlert, Observation } from '../exercise/observation.ts';
import type { Message } from '../receiver/message.ts';
import { channelOf, isForPeople } from '../rules/channel.ts';
import type { Rule } from '../rules/rule-set.ts';
import { seriesName } from '../series/history.ts';
import { specification } from '../worlds/specification.ts';
import type { Foresight } from './foresight.ts';
import { links } from './links.ts';

/** In what a rule of ours is not written as it has to be. */
export function writtenFaults({ name, labels, annotations, forSeconds }: Rule): string[] {
  const specified = specification.filter(([alert]) => alert === name);
  const severities = specified.map(([, severity]) => `${severity}`);
  const seconds = specified[0]?.[2] ?? forSeconds;
  const faults: string[] = [];
  if (specified.length > 0 && !severities.includes(labels['severity'] ?? '')) {
    faults.push(`its severity is ${labels['severity']}, specified is ${severities.join(' or ')}`);
  }
  if (seconds !== forSeconds) faults.push(`it waits ${forSeconds} s, specified are ${seconds} s`);
  for (const label of ['severity', 'component', 'service']) if (!labels[label]) faults.push(`it has no label ${label}`);
  for (const annotation of ['summary', 'description', 'dashboard_url', 'runbook_url']) {
    if (!annotations[annotation]) faults.push(`it has no annotation ${annotation}`);
  }
  const { runbook_url: runbook = '' } = annotations;
  if (runbook !== '' && !runbook.endsWith(`/${name}`)) faults.push(`its runbook_url ${runbook} is that of another`);
  return faults;
}

/** All that a world shows of a rule. */
export interface Appearance extends Foresight {
  readonly observation: Observation;
  readonly fired: readonly FiredAlert[];
  /** In the channel of its severity, while the trouble lasted. */
  readonly messages: readonly Message[];
  /** In the same channel, that it is over. */
  readonly endings: readonly Message[];
  /** Where other messages about it came, and no rule of its name belongs. */
  readonly strayChannels: readonly string[];
}

/** Where an alert was silent or fired against what is foreseen, did not wait, or said nothing sensible. */
export function firingFaults(rule: Rule, { observation, fired, missing, unexpected }: Appearance): string[] {
  const { trueFor, errors } = observation;
  const [seconds, error] = [trueFor.get(rule), errors.get(rule)];
  const why = seconds === undefined ? 'its expression is not true' : `true for ${seconds} s of ${rule.forSeconds} s`;
  const texts = fired.flatMap(({ labels, annotations }) => Object.values({ ...labels, ...annotations }));
  const failed = texts.find((text) => /<no value>|<error expanding|%!\w/.test(text));
  return [
    ...(error === undefined ? [] : [error]),
    ...missing.map(({ text }) => `${text} did not fire, ${why}`),
    ...unexpected.map(
      ({ labels: { alertname: _, ...labels } }) => `fired for no reason: ${seriesName(rule.name, labels)}`,
    ),
    ...(rule.forSeconds > 0 && fired.some(({ wasPending }) => !wasPending) ? ['fired without having waited'] : []),
    ...(failed === undefined ? [] : [`a template failed: ${failed}`]),
  ];
}

/** Where an alert was not delivered as it has to be, or not taken back. */
export function deliveryFaults(
  rule: Rule,
  { observation, fired, heldBack, messages, endings, strayChannels }: Appearance,
): string[] {
  const [{ labels } = rule] = fired;
  if (fired.length === 0) return [];
  if (!isForPeople(labels)) return observation.heartbeats.has(rule.name) ? [] : ['no heartbeat arrived'];
  const isTold = fired.some(({ inhibited }) => !inhibited);
  const hasArrived = messages.some(({ status }) => status === 'firing');
  // A worse alert that was still under way could not keep it back.
  const isLeak = messages.some((each) => each.status === 'firing' && !observation.early.includes(each));
  const wronglyHeld = fired.filter((alert) => alert.inhibited !== heldBack.includes(alert));
  return [
    ...wronglyHeld.map(({ inhibited }) => (inhibited ? 'a worse alert kept it back' : 'no worse alert kept it back')),
    ...strayChannels.map((channel) => `it arrived in ${channel}`),
    ...(isTold && !hasArrived ? [`it did not arrive in ${channelOf(labels)}`] : []),
    ...(isTold && hasArrived && endings.length === 0 ? [`its end was not told in ${channelOf(labels)}`] : []),
    ...(!isTold && isLeak ? ['it was delivered although a worse alert fired'] : []),
    ...(observation.lingering.has(rule) ? ['it fired on after its cause was gone'] : []),
    ...[...messages, ...endings].flatMap(({ faults }) => faults.map((fault) => `Slack would complain: ${fault}`)),
  ];
}

/** Links of messages that lead nowhere. */
export function linkFaults({ messages }: Appearance, broken: ReadonlyMap<string, string>): string[] {
  return messages.flatMap(links).flatMap((url) => (broken.has(url) ? [`${url} ${broken.get(url)}`] : []));
}
