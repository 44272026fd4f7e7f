import { DrillError } from '../errors.ts';
import type { Place } from '../processes/child.ts';
import { backfill, forgetHead, type Prometheus, type RuleState, startPrometheus } from '../processes/prometheus.ts';
import { eventually } from '../processes/wait.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { History } from '../series/history.ts';
import { findOnset, forState, type Onset } from './onset.ts';
import { neededRecordings, recordedPast } from './record.ts';

const evaluationMs = 30_000;
/** How far back alerts may look at what others have recorded, beside the time they wait; in seconds. */
const recordedSeconds = 3600;

/**
 * Fills a place with the past of a world, and with the state of a Prometheus that has watched it.
 *
 * @returns the alerts that are true at its end
 */
export async function prepare(place: Place, history: History, ruleSet: RuleSet): Promise<Onset[]> {
  const { now } = history;
  const ask = async <T>(settings: object, question: (prometheus: Prometheus) => Promise<T>): Promise<T> => {
    await using prometheus = await startPrometheus(place, ruleSet, settings);
    return await question(prometheus);
  };
  await backfill(place, history.openMetrics());
  const settings = { global: { evaluation_interval: '1s' }, rule_files: ['rules.yml'] };
  const states = await ask(settings, (prometheus) => untilEvaluated(prometheus, place.signal));
  const active = states.flatMap(({ rule, alerts }) => alerts.map((alert) => ({ rule, alert })));
  const waiting = active.map(({ rule }) => rule).filter(({ forSeconds }) => forSeconds > 0);
  const seconds = Math.max(...waiting.map(({ forSeconds }) => forSeconds)) + recordedSeconds;
  for (const recording of neededRecordings(ruleSet.rules, waiting)) {
    await backfill(place, await ask({}, (prometheus) => recordedPast(prometheus, recording, seconds, now)));
  }
  const onsets = await ask({}, (prometheus) =>
    Promise.all(active.map(({ rule, alert }) => findOnset(prometheus, rule, alert, now))),
  );
  await forgetHead(place);
  await backfill(place, forState(onsets, now));
  return onsets;
}

async function untilEvaluated(prometheus: Prometheus, signal: AbortSignal): Promise<RuleState[]> {
  let states: RuleState[] = [];
  const isDone = async () => {
    states = await prometheus.rules();
    return states.every(({ isEvaluated }) => isEvaluated);
  };
  if (await eventually(isDone, evaluationMs, signal)) return states;
  throw new DrillError('timeout', `the rules were not all evaluated within ${evaluationMs / 1000} s`);
}
