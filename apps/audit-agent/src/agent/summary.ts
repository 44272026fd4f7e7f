import { counted, showPercent, showPoints } from '../figures.ts';
import type { Reason } from '../model.ts';
import { visible } from '../visible.ts';
import type { Audited } from './auditor.ts';

/** An audit in a line: its figures, why it was made, what could not be done, and where its report is. */
export function summaryOf({ audit, report }: Audited): string {
  const { coverage, patch, reasons, faults } = audit;
  const covered =
    coverage === undefined
      ? 'no coverage'
      : `coverage ${showPercent(coverage.percent)}${coverage.changePoints === undefined ? '' : ` (${showPoints(coverage.changePoints)})`}`;
  const changed =
    patch === undefined || patch.lines.value.executable === 0
      ? ''
      : `, ${patch.lines.value.covered} of ${patch.lines.value.executable} changed lines tested`;
  const [fault] = faults;
  const trouble =
    fault === undefined
      ? []
      : [`${firstOf(faults.length, 'fault')}: ${visible(fault.message.replace(/\r?\n.*/s, ''))}`];
  const place = report === undefined ? 'the report could not be written' : `report: ${report}`;
  return [`${covered}${changed}`, causeOf(reasons), ...trouble, place].join('; ');
}

/** The reasons of an audit in a few words. */
export function causeOf(reasons: readonly Reason[]): string {
  const text = visible(reasons[0]?.text ?? '');
  return reasons.length === 1 ? `reason: ${text}` : `${firstOf(reasons.length, 'reason')}: ${text}`;
}

function firstOf(count: number, noun: string): string {
  return `${counted(count, noun)}${count === 1 ? '' : ', first'}`;
}
