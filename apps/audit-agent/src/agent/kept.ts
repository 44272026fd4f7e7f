import { existsSync } from 'node:fs';
import type { Intake } from '../intake/intake.ts';
import type { Reason } from '../model.ts';
import { reportPath } from '../report/write.ts';
import { type AuditorOptions, keepReport } from './auditor.ts';

/** Audits among which one is looked for: somebody may have audited by hand since. */
const lookBack = 5;

/**
 * Leaves out the reasons of audits that are kept. Whoever kept one may have died, or found the disk full, before the
 * intake was told and the report written, which is made good here.
 */
export function withoutKept(
  reasons: readonly Reason[],
  intake: Pick<Intake, 'done'>,
  auditor: AuditorOptions,
): readonly Reason[] {
  let left = reasons;
  for (const { id } of auditor.history.list(lookBack)) {
    const audit = auditor.history.get(id);
    const keys = new Set(audit?.reasons.map(({ key }) => key));
    const kept = left.filter(({ key }) => keys.has(key));
    if (audit === undefined || kept.length === 0) continue;
    if (!existsSync(reportPath(auditor.reports, id, 'html'))) keepReport(audit, undefined, auditor);
    intake.done(kept, id);
    left = left.filter(({ key }) => !keys.has(key));
  }
  return left;
}
