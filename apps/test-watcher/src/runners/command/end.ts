import type { Limits, ProcessEnd } from '@switchgear/service';
import { TestWatcherError } from '../../errors.ts';
import type { RunError } from '../../model.ts';
import { describeEnd, failedWithoutCase, limitFault, runnerDied, withOutput } from '../faults.ts';
import { pathIn } from '../path.ts';
import type { RunRecord } from '../record.ts';
import { caseOf, isBareFile } from './cases.ts';
import type { Reports } from './reports.ts';

/** Records what came of the command, by its end and its reports. */
export async function recordEnd(
  end: ProcessEnd,
  reports: Reports,
  record: RunRecord,
  options: Limits & { readonly root: string },
): Promise<void> {
  const fault = faultOf(end, options);
  if (fault) record.addError(fault);
  try {
    const { cases, errors } = await reports.read();
    for (const entry of cases) {
      if (!isBareFile(options.root, entry)) record.addCase(caseOf(options.root, entry));
      else {
        const file = pathIn(options.root, entry.name);
        record.addError({ type: 'no_tests', message: `${file}: no test in it was run to its end.`, file });
      }
    }
    for (const { suite, message } of errors) record.addError({ type: 'suite_error', message: `${suite}: ${message}` });
  } catch (error) {
    if (!(error instanceof TestWatcherError)) throw error;
    // What was ended early has written none.
    if (fault || end.how === 'cancelled') return;
    const message = `${error.message} It ended with ${describeEnd(end)}.`;
    record.addError({ type: 'unknown_format', message: withOutput(message, end.output) });
    return;
  }
  if (end.how === 'exited') for (const file of new Set(record.cases.map((one) => one.file))) record.fileFinished(file);
  const isUnexplained = end.how === 'exited' && end.status !== 0 && !record.hasFailures && !record.hasErrors;
  if (isUnexplained && record.cases.length > 0) record.addError(failedWithoutCase('The command', end));
}

function faultOf(end: ProcessEnd, limits: Limits): RunError | undefined {
  const hasDied = end.how === 'exited' && end.signal !== null;
  return hasDied ? runnerDied('The command', describeEnd(end), end.output) : limitFault(end, limits);
}
