import { cutStream } from './cut-stream.ts';
import { failedRun } from './failed-run.ts';
import type { FaultKind } from './fault.ts';
import { forbidden } from './forbidden.ts';
import { garbage } from './garbage.ts';
import { halfFrame } from './half-frame.ts';
import { halfUtf8 } from './half-utf8.ts';
import { hang } from './hang.ts';
import { insufficientSystemResource } from './insufficient-system-resource.ts';
import { keepAlive } from './keep-alive.ts';
import { latency } from './latency.ts';
import { paymentRequired } from './payment-required.ts';
import { rateLimit } from './rate-limit.ts';
import { refuse } from './refuse.ts';
import { serverError } from './server-error.ts';
import { unauthorized } from './unauthorized.ts';

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

/** Every kind of fault by its name. */
export const faultKinds: ReadonlyMap<string, FaultKind> = new Map(kinds.map((kind) => [kind.kind, kind]));
