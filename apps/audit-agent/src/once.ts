import { randomUUID } from 'node:crypto';
import { createRegistry } from '@switchgear/telemetry';
import { carryOut } from './agent/auditor.ts';
import { createAuditor } from './app.ts';
import { judge } from './gate/judge.ts';
import { renderGate } from './gate/render.ts';
import type { AuditAgentOptions } from './options.ts';

/** Audits among which a drop finds what it fell from. */
const auditsBefore = 20;

export interface OnceOptions extends AuditAgentOptions {
  /** Whether the exit status is the verdict, rather than whether there was an audit. */
  readonly isGate: boolean;
  readonly out: NodeJS.WritableStream;
  /** Ends it early, with status 130. */
  readonly signal: AbortSignal;
}

/**
 * Audits once and prints the summary.
 *
 * @returns the exit status; of a gate 0 passed, 1 failed, 2 could not be judged
 */
export async function auditOnce(options: OnceOptions): Promise<number> {
  const { rules, isGate, out, signal } = options;
  const { auditor, close } = createAuditor(options, createRegistry({ processMetrics: false }));
  try {
    const text = isGate ? 'asked for as a gate' : 'asked for on the command line';
    const reason = { trigger: 'manual', key: `manual:${randomUUID()}`, text, at: Date.now() } as const;
    const audited = await carryOut([reason], auditor, signal);
    if (audited === undefined) return 130;
    const before = auditor.history.trend(auditsBefore + 1).map(({ percent }) => percent);
    if (audited.audit.coverage !== undefined) before.pop();
    const verdict = judge(audited.audit, rules, before);
    // The verdict is the exit status, whoever reads the summary.
    out.on('error', () => {});
    out.write(`${renderGate(audited.audit, verdict, out, isGate)}\n`);
    out.write(`Report: ${audited.report ?? 'it could not be written; the log in the state folder says why'}\n`);
    return isGate ? verdict.exitStatus : 0;
  } finally {
    close();
  }
}
