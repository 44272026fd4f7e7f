import type { AuditReport, CodeBaseReport, TestsReport } from '../clients/code-base.ts';
import type { Painter } from './style.ts';
import { duration } from './units.ts';

/** Which tests fail, and what the newest audit measured; nothing where neither agent answers. */
export function codeBaseSection({ tests, audit }: CodeBaseReport, now: number, paint: Painter): string[] {
  if (tests === undefined && audit === undefined) return [];
  return [
    paint('bold', 'CODE BASE') + (tests === undefined ? '' : `  ${tests.root}`),
    ...(tests === undefined ? [] : testLines(tests, now, paint)),
    ...(audit === undefined ? [] : [coverageLine(audit, now, paint)]),
  ];
}

function testLines({ last_run: last, failing, flaky, first_failing: first }: TestsReport, now: number, paint: Painter) {
  const when = last === null ? 'none has run yet' : `last run ${ago(last.at, now)}`;
  const about = `${flaky === 0 ? '' : `, ${flaky} flaky`}; ${when}`;
  // A run may end without any test that fails: where the runner itself could not work.
  const isError = failing === 0 && last !== null && last.status === 'error';
  const verdict =
    failing === 0 ? paint('green', 'none fails') : paint('red', `${failing} ${failing === 1 ? 'fails' : 'fail'}`);
  const left = failing - first.length;
  return [
    `Tests: ${isError ? paint('red', `the last run ended with ${last.status}`) : verdict}${about}`,
    ...first.map(({ file, name }) => `  ${paint('red', '✗')} ${file}  ${name}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

function coverageLine(audit: AuditReport | null, now: number, paint: Painter): string {
  if (audit === null) return 'Coverage: no audit yet';
  const { percent, faults, finished_at: at } = audit;
  // Rounded down, as in the report: 79.96 is not 80.
  const figure =
    typeof percent !== 'number' ? paint('yellow', 'not measured') : `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
  const failed =
    faults === 0 ? '' : paint('yellow', `, ${faults} ${faults === 1 ? 'part' : 'parts'} of the audit failed`);
  return `Coverage: ${figure}${failed}; audited ${ago(at, now)}`;
}

function ago(at: number, now: number): string {
  return `${duration((now - at) / 1000)} ago`;
}
