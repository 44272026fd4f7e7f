import { randomUUID } from 'node:crypto';
import { AuditError } from './errors.ts';

export interface RequestOptions {
  /** Base address of the agent. */
  readonly url: string;
  readonly adminToken: string;
  /** What it is for; default that it was asked for on the command line. */
  readonly reason?: string;
}

/**
 * Asks an agent that runs for an audit now.
 *
 * @returns what to tell the person who asked
 * @throws AuditError `state` when no agent answers, or it refuses
 */
export async function requestAudit({ url, adminToken, reason }: RequestOptions): Promise<string> {
  const response = await fetch(`${url}/api/v1/audits`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${adminToken}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ reason: reason || 'asked for on the command line' }),
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new AuditError('state', `No AuditAgent answers at ${url}; start one with: npx switchgear up`, { cause });
  });
  if (response.ok) return `AuditAgent at ${url} audits now. Its reports: ${url}/reports/latest.html`;
  throw new AuditError('state', `AuditAgent at ${url} answered ${response.status}: ${await response.text()}`);
}
