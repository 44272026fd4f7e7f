import { cutStream, garbage, halfFrame, halfUtf8 } from './broken-bodies.ts';
import { hang, keepAlive, latency } from './delays.ts';
import { failedRun, insufficientSystemResource } from './failures-inside.ts';
import type { FaultKind } from './fault.ts';
import { forbidden, paymentRequired, rateLimit, refuse, serverError, unauthorized } from './refusals.ts';

const kinds: readonly FaultKind[] = [
  rateLimit,
  unauthorized,
  forbidden,
  paymentRequired,
  serverError,
  latency,
  hang,
  refuse,
  cutStream,
  keepAlive,
  garbage,
  halfUtf8,
  halfFrame,
  insufficientSystemResource,
  failedRun,
];

export const faultKinds: ReadonlyMap<string, FaultKind> = new Map(kinds.map((kind) => [kind.kind, kind]));
