import { createUpstream } from '../kinds.ts';
import type {
  Answer,
  CallOptions,
  CallRequest,
  Deadlines,
  Dialect,
  Fault,
  StreamAnswer,
  Upstream,
  UpstreamOptions,
} from '../types.ts';
import type { Spoken } from './dialects.ts';
import type { StubServer } from './stub-server.ts';

/** What differs between the pairs of provider and dialect that fulfil the contract. */
export interface Contract {
  readonly options: Omit<UpstreamOptions, 'baseUrl'>;
  /** The caller's API. */
  readonly dialect: Dialect;
  readonly model: string;
  /** The provider's API: its path and its words. */
  readonly path: string;
  readonly spoken: Spoken;
  /** Paths of the free calls that a probe may make. */
  readonly probe: { readonly path: string; readonly healthy: readonly [status: number, body: unknown] };
}

/** A key that no message may show any part of. */
export const SECRET = 'sk-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c';

const patient: Deadlines = { firstTokenMs: 10_000, idleMs: 10_000, totalMs: 20_000 };

export function createOn(server: StubServer, contract: Contract): Upstream {
  return createUpstream({ ...contract.options, baseUrl: server.url });
}

export function requestOf(
  contract: Contract,
  stream: boolean,
  more: Readonly<Record<string, unknown>> = {},
): CallRequest {
  const { dialect, model } = contract;
  const prompt = dialect === 'chat' ? { messages: [{ role: 'user', content: 'Hello' }] } : { input: 'Hello' };
  const body = { model, ...(stream && { stream }), ...prompt, ...more };
  return { dialect, model, stream, body, raw: Buffer.from(JSON.stringify(body)) };
}

export function callOptions(deadlines: Partial<Deadlines> = {}, signal = new AbortController().signal): CallOptions {
  return { signal, deadlines: { ...patient, ...deadlines } };
}

export function requireFault(answer: Answer): Fault {
  if (answer.kind !== 'fault') throw new Error(`expected a fault, the answer is ${answer.kind}`);
  return answer.fault;
}

export function requireStream(answer: Answer): StreamAnswer {
  if (answer.kind === 'fault') throw new Error(`expected a stream, got: ${answer.fault.message}`);
  if (answer.kind !== 'stream') throw new Error('expected a stream, got a complete answer');
  return answer;
}

/** Everything a client is sent, and how it ended. */
export async function drain(answer: Answer): Promise<{ sse: string; parts: string[]; error: unknown }> {
  const parts: string[] = [];
  let error: unknown;
  try {
    for await (const part of requireStream(answer).events) parts.push(part);
  } catch (thrown) {
    error = thrown;
  }
  return { sse: parts.join(''), parts, error };
}
