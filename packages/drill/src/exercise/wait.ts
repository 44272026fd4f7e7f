import { heldAlerts, inhibitedAlerts } from '../processes/alertmanager.ts';
import type { Prometheus } from '../processes/prometheus.ts';
import type { Server } from '../processes/server.ts';
import { eventually } from '../processes/wait.ts';
import type { Message } from '../receiver/message.ts';
import type { Outside } from '../receiver/outside.ts';
import { isForPeople, messagesOf } from '../rules/channel.ts';
import { type LabelSet, matches } from '../rules/expectation.ts';
import type { Rule } from '../rules/rule-set.ts';
import type { FiredAlert } from './observation.ts';

/** What an exercise watches. */
export interface Scene {
  readonly prometheus: Prometheus;
  readonly alertmanager: Server;
  readonly outside: Outside;
  readonly signal: AbortSignal;
}

/** An alert that has to fire, with some of its labels. */
export interface DueAlert {
  readonly rule: Rule;
  readonly labels: LabelSet;
}

/** Waits until Alertmanager has all alerts, delivered or not, but not forever. */
export async function untilHeld(
  due: readonly DueAlert[],
  { alertmanager, signal }: Scene,
  withinMs: number,
): Promise<void> {
  const isAll = async () => {
    const held = await heldAlerts(alertmanager);
    return due.every(({ labels }) => held.some((each) => matches(labels, each.labels)));
  };
  await eventually(isAll, withinMs, signal);
}

/**
 * Waits until all alerts fire and have arrived or are kept back, but not forever. Prometheus is asked only once all has
 * arrived: rules with all their texts are a long answer.
 */
export async function untilDelivered(
  due: readonly DueAlert[],
  { prometheus, alertmanager, outside, signal }: Scene,
  withinMs: number,
): Promise<void> {
  const isAll = async () => {
    const open = due.filter((alert) => !hasArrived(alert, outside, 'firing'));
    const back = open.length === 0 ? [] : await inhibitedAlerts(alertmanager);
    if (!open.every(({ labels }) => back.some((each) => matches(labels, each)))) return false;
    const firing = await prometheus.firing();
    return due.every(({ labels }) => firing.some(({ alert }) => matches(labels, alert.labels)));
  };
  await eventually(isAll, withinMs, signal);
}

/** Waits until the end of all that was told has arrived and nothing fires, but not forever; gives what fires on. */
export async function untilResolved(
  fired: readonly FiredAlert[],
  { prometheus, outside, signal }: Scene,
  withinMs: number,
): Promise<Set<Rule>> {
  const told = fired.filter(({ labels, inhibited }) => isForPeople(labels) && !inhibited);
  const firing = async () =>
    (await prometheus.firing()).filter(({ alert }) => isForPeople(alert.labels)).map(({ rule }) => rule);
  const isOver = async () =>
    told.every((alert) => hasArrived(alert, outside, 'resolved')) && (await firing()).length === 0;
  await eventually(isOver, withinMs, signal);
  return new Set(await firing());
}

function hasArrived({ rule, labels }: DueAlert, { messages, heartbeats }: Outside, status: Message['status']): boolean {
  if (!isForPeople(labels)) return heartbeats.has(rule.name);
  return messagesOf(rule.name, labels, messages).some((message) => message.status === status);
}
