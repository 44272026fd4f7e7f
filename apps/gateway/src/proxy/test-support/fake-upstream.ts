import { type Answer, type CallRequest, type Fault, type Upstream, UpstreamFault } from '../../upstream/index.ts';

/** How one call with one key goes. */
export type Script = (request: CallRequest, signal: AbortSignal) => Answer | Promise<Answer>;

export interface FakeUpstream extends Upstream {
  /** Secrets of the keys in the order in which they were called. */
  readonly calls: string[];
  /** What calls with this key do from now on; without it they succeed. */
  script(secret: string, script: Script): void;
}

export function createFakeUpstream(name: string, models: readonly string[]): FakeUpstream {
  const scripts = new Map<string, Script>();
  const calls: string[] = [];
  return {
    name,
    kind: 'openai',
    models,
    calls,
    supports: () => true,
    script: (secret, script) => scripts.set(secret, script),
    async call(request, secret, { signal }) {
      calls.push(secret);
      return (scripts.get(secret) ?? succeed)(request, signal);
    },
    probe: async () => ({ ok: true }),
    close: async () => {},
  };
}

export const succeed: Script = () => ({
  kind: 'complete',
  body: '{"ok":true}',
  usage: { prompt: 3, completion: 5, cached: 0, reasoning: 0 },
  timings: { headersMs: 1, totalMs: 2 },
});

export const refuse =
  (fault: Pick<Fault, 'kind' | 'errorType'> & Partial<Fault>): Script =>
  () => ({ kind: 'fault', fault: { message: fault.errorType, ...fault } });

export const serverError = refuse({ kind: 'failure', errorType: 'server_error', status: 500 });
export const refusedConnection = refuse({ kind: 'failure', errorType: 'connection_refused' });
export const unauthorized = refuse({ kind: 'credential', errorType: 'unauthorized', status: 401 });
export const rateLimited = (retryAfterMs?: number) =>
  refuse({ kind: 'rate_limit', errorType: 'rate_limit', status: 429, ...(retryAfterMs && { retryAfterMs }) });
export const badRequest = refuse({
  kind: 'caller',
  errorType: 'bad_request',
  status: 422,
  body: { error: { message: 'temperature is too high', code: 'invalid_value', param: 'temperature' } },
});

/** A stream of these texts that ends well, or breaks with `fault` after them. */
export const streamOf =
  (texts: readonly string[], fault?: Pick<Fault, 'kind' | 'errorType'>): Script =>
  () => ({
    kind: 'stream',
    firstTokenMs: 1,
    broken: new AbortController().signal,
    usage: () => ({ prompt: 3, completion: texts.length, cached: 0, reasoning: 0 }),
    events: (async function* () {
      yield* texts;
      if (fault !== undefined) throw new UpstreamFault({ message: fault.errorType, ...fault });
    })(),
  });
