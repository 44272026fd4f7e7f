import type { Audit } from '../model.ts';
import { showPercent, showPoints } from '../report/figures.ts';

/** An audit in a line. */
export function summaryOf({ coverage, patch, reasons, faults }: Audit): string {
  const covered =
    coverage === undefined
      ? 'no coverage'
      : `coverage ${showPercent(coverage.percent)}${coverage.changePoints === undefined ? '' : ` (${showPoints(coverage.changePoints)})`}`;
  const changed =
    patch === undefined || patch.lines.value.executable === 0
      ? []
      : [`${patch.lines.value.covered} of ${patch.lines.value.executable} changed lines tested`];
  const [first] = reasons;
  const why = reasons.length === 1 ? `${first?.text}` : `${reasons.length} reasons, first: ${first?.text}`;
  const trouble = faults.length === 0 ? [] : [`${faults.length} faults, first: ${faults[0]?.message}`];
  return [covered, ...changed, why, ...trouble].join('; ');
}
