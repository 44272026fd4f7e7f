import { type Key, KeysUnavailable, type Lease, type Settlement } from '../keys/index.ts';
import type { Answer, Fault } from '../upstream/index.ts';
import type { CallProxyOptions } from './proxy.ts';
import type { ProxyRequest, Target } from './types.ts';

/** After so many keys on which the request itself may be what breaks the provider, no further key is risked. */
const suspectAfter = 2;
/** How recently another key must have succeeded for the trouble to be the keys' rather than the request's. */
const recentSuccessMs = 10_000;
/** Where other keys do succeed the search goes on, but no request is let loose on more keys than this. */
const suspectLimit = 10;

export interface SearchOptions extends Omit<CallProxyOptions, 'directory'> {
  /** When each key last answered well, on the same clock. */
  readonly lastSuccess: { get(key: Key): number | undefined };
}

/** What the search through one backend's keys came to. */
export type SearchResult =
  | {
      readonly kind: 'answer';
      readonly answer: Exclude<Answer, { kind: 'fault' }>;
      readonly lease: Lease;
      readonly sentAt: number;
    }
  /** The request ends here, whatever other backends could do. */
  | { readonly kind: 'caller'; readonly fault: Fault }
  | { readonly kind: 'abort' }
  /** This machine could not send the call; no key is to blame and no other would fare better. */
  | { readonly kind: 'local'; readonly fault: Fault }
  /** No key could serve it: the last fault of the provider that a healthy key might also have met, if any. */
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'unavailable'; readonly reason: KeysUnavailable };

/** Tries one key after another until one answers, the request is suspected itself, or no untried key is left. */
export async function searchKeys(
  request: ProxyRequest,
  { backend, model }: Target,
  tried: Set<Key>,
  options: SearchOptions,
): Promise<SearchResult> {
  const { deadlines, now, recorder } = options;
  const call = { dialect: request.dialect, model, stream: request.stream, body: request.body, raw: request.raw };
  const endsAt = now() + deadlines.totalMs;
  let failure: Fault | undefined;
  let left: Fault | undefined;
  let blamed = 0;
  for (;;) {
    const lease = await take(request, { backend, model }, tried);
    if (lease === undefined) return { kind: 'abort' };
    if (lease instanceof KeysUnavailable) {
      return failure === undefined ? { kind: 'unavailable', reason: lease } : { kind: 'failed', fault: failure };
    }
    tried.add(lease.key);
    if (left !== undefined) recorder.failover(backend.name, left.errorType);
    const sentAt = now();
    const answer = await send(lease, () =>
      backend.upstream.call(call, lease.key.secret, {
        signal: request.signal,
        deadlines: { ...deadlines, totalMs: Math.max(1, endsAt - sentAt) },
      }),
    );
    if (answer.rateLimit !== undefined) recorder.rateLimit(backend.name, answer.rateLimit);
    if (answer.kind !== 'fault') return { kind: 'answer', answer, lease, sentAt };

    const { fault } = answer;
    const durationMs = now() - sentAt;
    const suspicious = mayBeTheRequest(fault);
    if (suspicious) blamed += 1;
    // One request may count against two keys: however often it is refused elsewhere, it cannot open them all.
    lease.settle(suspicious && blamed > suspectAfter ? { kind: 'ignored' } : settlementOf(fault, durationMs));
    if (fault.kind === 'caller' || fault.kind === 'local') return { kind: fault.kind, fault };
    if (fault.kind === 'abort') return { kind: 'abort' };
    recorder.fault(backend.name, lease.key.id, fault, durationMs);
    if (fault.kind === 'failure') failure = fault;
    const hopeless = blamed >= suspectAfter && !othersSucceed(backend.pool.keys, tried, options);
    if (hopeless || blamed >= suspectLimit || now() >= endsAt) return { kind: 'failed', fault: failure ?? fault };
    left = fault;
  }
}

/** A lease, or why there is none; undefined when the client has gone. */
async function take(
  { signal }: ProxyRequest,
  { backend, model }: Target,
  tried: ReadonlySet<Key>,
): Promise<Lease | KeysUnavailable | undefined> {
  try {
    return await backend.pool.acquire({ model, exclude: tried, signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof KeysUnavailable) return error;
    throw error;
  }
}

/** An upstream throws for no fault of its provider's: then the key must at least not stay taken. */
async function send(lease: Lease, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    lease.settle({ kind: 'ignored' });
    throw error;
  }
}

function othersSucceed(keys: readonly Key[], tried: ReadonlySet<Key>, { now, lastSuccess }: SearchOptions): boolean {
  const since = now() - recentSuccessMs;
  return keys.some((key) => !tried.has(key) && (lastSuccess.get(key) ?? Number.NEGATIVE_INFINITY) > since);
}

/** What a fault that speaks of the key does to it. */
export function settlementOf(fault: Fault, durationMs: number): Settlement {
  const { kind, retryAfterMs } = fault;
  if (kind === 'caller' || kind === 'abort' || kind === 'local') return { kind: 'ignored' };
  if (kind === 'credential' || kind === 'credit') return { kind };
  const retryAfter = retryAfterMs === undefined ? {} : { retryAfterMs };
  return kind === 'failure' ? { kind, durationMs, ...retryAfter } : { kind, ...retryAfter };
}

/** Any answer to the request's content; nobody's request can make a provider refuse a connection. */
function mayBeTheRequest(fault: Fault): boolean {
  return fault.kind === 'failure' && fault.errorType !== 'connection_refused';
}
