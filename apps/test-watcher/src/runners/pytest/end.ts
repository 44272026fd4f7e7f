import type { Limits, ProcessEnd } from '@switchgear/service';
import type { RunError } from '../../model.ts';
import { describeEnd, failedWithoutCase, limitFault, runnerDied, withOutput } from '../faults.ts';
import type { RunRecord } from '../record.ts';
import type { RunEvents } from './events.ts';

/** What the end of pytest says beside what its plugin has told. */
export function errorsOfEnd(
  end: ProcessEnd,
  events: RunEvents,
  record: RunRecord,
  limits: Limits,
): readonly RunError[] {
  const fault = limitFault(end, limits);
  if (fault) return [fault];
  if (end.how === 'cancelled') return [];
  if (events.isReady && !events.isFinished) return [runnerDied('pytest', describeEnd(end), end.output)];
  // 5: there were no tests, which the record knows.
  if (end.status === 0 || end.status === 5 || record.hasErrors) return [];
  if (end.status === 1) return record.hasFailures ? [] : [failedWithoutCase('pytest', end)];
  const message = `pytest could not run the tests (${describeEnd(end)}).`;
  return [{ type: 'configuration', message: withOutput(message, end.output) }];
}
