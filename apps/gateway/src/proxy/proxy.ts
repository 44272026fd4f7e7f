import type { Key, KeysUnavailable, Lease } from '../keys/index.ts';
import type { Deadlines, Fault, Usage } from '../upstream/index.ts';
import { GatewayError } from './errors.ts';
import type { ModelDirectory } from './models.ts';
import type { CallRecorder, RequestRecorder } from './recorder.ts';
import { type SearchResult, searchKeys } from './search.ts';
import { superviseStream } from './stream.ts';
import type { Backend, ProxyRequest, ProxyResult, RequestOutcome, ServedBy, Target } from './types.ts';

export interface CallProxyOptions {
  readonly directory: ModelDirectory;
  readonly deadlines: Deadlines;
  readonly recorder: CallRecorder & RequestRecorder;
  /** Milliseconds on a clock that does not run backwards. */
  readonly now: () => number;
}

export type CallProxy = ReturnType<typeof createCallProxy>;

type Found = Extract<SearchResult, { kind: 'answer' }>;
type Failed = Extract<SearchResult, { kind: 'failed' | 'unavailable' }>;

/** Sends a request to whichever key can serve it. */
export function createCallProxy({ directory, deadlines, recorder, now }: CallProxyOptions) {
  const lastSuccess = new WeakMap<Key, number>();

  return {
    /**
     * Resolves once an answer is certain to begin well; a stream's `events` must then be iterated to their end.
     * @throws GatewayError for every other end, ready to be shown to the client.
     */
    async handle(request: ProxyRequest): Promise<ProxyResult> {
      const targets = directory.resolve(request.model, request.dialect);
      // The provider that the client asked for answers for the request, whoever serves it in the end.
      const asked = targets[0]?.backend.name ?? 'unknown';
      const startedAt = now();
      const finish = (outcome: RequestOutcome) => recorder.request(asked, outcome, now() - startedAt);
      try {
        return await serve(request, targets, finish);
      } catch (error) {
        finish(error instanceof GatewayError ? outcomeOf(error) : 'upstream_error');
        throw error;
      }
    },
  };

  async function serve(
    request: ProxyRequest,
    targets: readonly Target[],
    finish: (outcome: RequestOutcome) => void,
  ): Promise<ProxyResult> {
    const tried = new Set<Key>();
    const failures: Failed[] = [];
    for (const [index, target] of targets.entries()) {
      if (index > 0) recorder.failover(targets[index - 1]?.backend.name ?? 'unknown', 'provider');
      const result = await searchKeys(request, target, tried, { deadlines, now, recorder, lastSuccess });
      switch (result.kind) {
        case 'answer':
          return deliver(request, target.backend, result, tried.size, finish);
        case 'caller':
          throw rejected(result.fault);
        case 'abort':
          throw new GatewayError(499, 'client_closed_request', 'The client closed the connection.');
        case 'local':
          throw new GatewayError(503, 'local_resources', result.fault.message, { retryAfterMs: 1000 });
        case 'unavailable':
          recorder.unavailable(target.backend.name, result.reason.rateLimited);
          failures.push(result);
          break;
        case 'failed':
          failures.push(result);
      }
    }
    throw giveUp(failures, targets);
  }

  function deliver(
    request: ProxyRequest,
    backend: Backend,
    { answer, lease, sentAt }: Found,
    attempts: number,
    finish: (outcome: RequestOutcome) => void,
  ): ProxyResult {
    const servedBy: ServedBy = { provider: backend.name, keyId: lease.key.id, attempts };
    if (answer.kind === 'complete') {
      succeed(backend, lease, now() - sentAt, answer.usage, undefined);
      finish(request.signal.aborted ? 'client_abort' : 'success');
      return { kind: 'complete', body: answer.body, servedBy };
    }
    const events = superviseStream(answer, request, {
      complete() {
        succeed(backend, lease, now() - sentAt, answer.usage(), answer.firstTokenMs);
        finish('success');
      },
      cut(fault) {
        const durationMs = now() - sentAt;
        lease.settle({ kind: 'failure', durationMs });
        recorder.fault(backend.name, lease.key.id, fault, durationMs);
        finish('stream_cut');
      },
      abandoned() {
        lease.settle({ kind: 'ignored' });
        finish('client_abort');
      },
    });
    return {
      kind: 'stream',
      events,
      // Asked for only where a client is slow; it would cost every stream.
      get broken() {
        return answer.broken;
      },
      servedBy,
    };
  }

  function succeed(
    backend: Backend,
    lease: Lease,
    durationMs: number,
    usage: Usage | undefined,
    firstTokenMs: number | undefined,
  ): void {
    lastSuccess.set(lease.key, now());
    lease.settle({ kind: 'success', durationMs });
    recorder.success(backend.name, durationMs, usage, firstTokenMs);
  }
}

function rejected({ status = 400, message, body }: Fault): GatewayError {
  return new GatewayError(status, 'request_rejected', message, { body });
}

/** What to tell the client when no target could serve: when to come back, if only keys were lacking. */
function giveUp(failures: readonly Failed[], targets: readonly Target[]): GatewayError {
  const fault = failures.find((failure) => failure.kind === 'failed')?.fault;
  if (fault !== undefined) {
    return fault.errorType === 'timeout'
      ? new GatewayError(504, 'upstream_timeout', fault.message)
      : new GatewayError(502, 'upstream_error', fault.message);
  }
  const reasons = failures.flatMap((failure) => (failure.kind === 'unavailable' ? failure.reason : []));
  const soonest = reasons.reduce((a, b) => (b.retryAfterMs < a.retryAfterMs ? b : a));
  const { code, retryAfterMs } = soonest;
  return new GatewayError(503, code, unavailableMessage(soonest, targets), { retryAfterMs });
}

function unavailableMessage({ code, retryAfterMs }: KeysUnavailable, targets: readonly Target[]): string {
  const backends = [...new Set(targets.map(({ backend }) => backend))];
  const names = backends.map(({ displayName }) => displayName).join(' and ');
  const count = (status: 'resting' | 'quarantined') =>
    backends.reduce((sum, { pool }) => sum + pool.statusCounts()[status], 0);
  const cause = {
    no_key_available: `No API key of ${names} can take calls now: ${count('resting')} resting, ${count('quarantined')} quarantined`,
    queue_full: `All API keys of ${names} are busy and the waiting line is full`,
    queue_timeout: `All API keys of ${names} stayed busy for as long as a request may wait`,
  }[code];
  return `${cause}. Come back in ${Math.ceil(retryAfterMs / 1000)} s.`;
}

function outcomeOf({ code, status }: GatewayError): RequestOutcome {
  if (code === 'client_closed_request') return 'client_abort';
  if (status === 503) return 'unavailable';
  return status < 500 ? 'caller_error' : 'upstream_error';
}
