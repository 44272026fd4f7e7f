import type { IncomingHttpHeaders } from 'node:http';
import { UpstreamFault } from './errors.ts';
import type { Faults } from './faults.ts';
import { fields, parse } from './json.ts';
import { LiveCall } from './live-call.ts';
import type { Relay } from './relay.ts';
import { rateLimit } from './retry-after.ts';
import { StreamEvents } from './stream-events.ts';
import type { Send, Transport } from './transport.ts';
import type { Answer, CallOptions, Clock, Deadlines, RateLimit, Usage } from './types.ts';

/** The largest JSON answer that is read, in bytes. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** How much of an error's body is read, in bytes, and for how long: its status alone decides what happens. */
const MAX_ERROR_BYTES = 64 * 1024;
const ERROR_BODY_MS = 500;

const OPENING_BRACE = 0x7b;

/** One call, ready to be sent; made by a provider for one request. */
export interface Plan {
  readonly path: string;
  readonly body: Buffer | string;
  readonly stream: boolean;
  /**
   * Turns the bytes of a whole JSON answer into the caller's.
   * @throws UpstreamFault when they are no good answer
   */
  complete(bytes: Buffer, faults: Faults): { readonly body: string | Buffer; readonly usage?: Usage | undefined };
  relay(faults: Faults): Relay;
}

/** What every call of one provider with one key has in common. */
interface CallContext {
  readonly transport: Transport;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly secret: string;
  /** Adds the cost to a usage. */
  price(usage: Usage): Usage;
}

/** Sends the call; resolves for whatever the provider does. */
export async function call(context: CallContext, plan: Plan, options: CallOptions): Promise<Answer> {
  const { faults, price } = context;
  const live = open(context, plan, options);
  const quota: { rateLimit?: RateLimit } = {};
  try {
    const { status, headers } = await live.head();
    const limit = rateLimit(headers, context.clock);
    if (limit !== undefined) quota.rateLimit = limit;
    await refuseUnusable(live, status, headers);
    if (plan.stream) {
      await refuseWholeAnswer(live, headers);
      const events = await StreamEvents.open(live, plan.relay(faults));
      return {
        kind: 'stream',
        events,
        get broken() {
          return live.broken;
        },
        usage: () => events.usage && price(events.usage),
        firstTokenMs: live.elapsedMs,
        ...quota,
      };
    }
    const headersMs = live.elapsedMs;
    const { body, usage } = plan.complete(await readAll(live, MAX_ANSWER_BYTES), faults);
    live.finish();
    const timings = { headersMs, totalMs: live.elapsedMs };
    return { kind: 'complete', body, ...(usage && { usage: price(usage) }), ...quota, timings };
  } catch (error) {
    live.cancel();
    if (error instanceof UpstreamFault) return { kind: 'fault', fault: error.fault, ...quota };
    throw error;
  }
}

function open({ transport, secret, faults }: CallContext, plan: Plan, options: CallOptions): LiveCall {
  const { path, body, stream } = plan;
  const accept = stream ? 'text/event-stream' : 'application/json';
  const deadlines = stream ? options.deadlines : forWholeAnswer(options.deadlines);
  const send: Send = { method: 'POST', path, accept, body, secret };
  return new LiveCall(transport, send, faults, { signal: options.signal, deadlines });
}

/** A whole answer comes only once it is complete: it is given half of the time, which leaves the rest to another key. */
function forWholeAnswer(deadlines: Deadlines): Deadlines {
  return { ...deadlines, firstTokenMs: Math.max(deadlines.firstTokenMs, deadlines.totalMs / 2) };
}

/** Reads a whole body of at most `limit` bytes. */
export async function readAll(live: LiveCall, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let begun = false;
  for (;;) {
    const chunk = await live.read();
    if (chunk === undefined) return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    size += chunk.length;
    if (size > limit) throw live.faults.badAnswer(`answered with more than ${limit} bytes`);
    chunks.push(chunk);
    // Blank lines and comments before the JSON keep the connection alive, not the call.
    begun ||= chunk.includes(OPENING_BRACE);
    if (begun) live.token();
  }
}

/** @throws UpstreamFault for a status other than a usable 2xx, and for a compressed answer */
export async function refuseUnusable(live: LiveCall, status: number, headers: IncomingHttpHeaders): Promise<void> {
  if (status < 200 || status > 299) {
    throw live.faults.status(status, headers, await readErrorBody(live));
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw live.faults.badAnswer(`sent content-encoding ${encoding} although identity was asked for`);
  }
}

async function readErrorBody(live: LiveCall): Promise<string> {
  live.cap(ERROR_BODY_MS);
  try {
    const body = await readAll(live, MAX_ERROR_BYTES);
    live.finish();
    return body.toString('utf8');
  } catch (error) {
    // An error whose body is cut, endless or late is still the error that its status names.
    if (error instanceof UpstreamFault && error.fault.kind !== 'abort') return '';
    throw error;
  }
}

/** @throws UpstreamFault for a whole answer where a stream was asked for: mostly an error inside a 200 */
async function refuseWholeAnswer(live: LiveCall, headers: IncomingHttpHeaders): Promise<void> {
  const type = headers['content-type'] ?? '';
  if (!/\b(json|html)\b/.test(type)) return;
  const bytes = await readAll(live, MAX_ERROR_BYTES);
  live.finish();
  const { error } = fields(parse(bytes.toString('utf8'))?.value);
  throw error == null ? live.faults.badAnswer(`answered ${type} to a request for a stream`) : live.faults.inside(error);
}
