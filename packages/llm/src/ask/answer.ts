/** How a call counts in `*_api_calls_total`. */
export type CallStatus = 'success' | 'error' | 'rate_limit';

interface Outcome {
  /** The provider that has answered, as far as that is known. */
  readonly provider?: string;
  /** Absent where the caller has ended the call: it counts nowhere. */
  readonly status?: CallStatus;
  /** What it has used; absent where nobody can know. */
  readonly usage?: Usage;
}

/** What came of a question. */
export type Answer = Answered | Unavailable | Refused;

export interface Answered extends Outcome {
  readonly kind: 'answered';
  readonly text: string;
  /** Addresses of what the model has read on the web. */
  readonly sources: readonly string[];
}

/** Nobody can answer now; the same question may be asked again, `retryAfterMs` from now at the earliest. */
export interface Unavailable extends Outcome {
  readonly kind: 'unavailable';
  readonly reason: string;
  readonly retryAfterMs?: number;
}

/** The question itself, its model or its token is at fault; asking again changes nothing. */
export interface Refused extends Outcome {
  readonly kind: 'refused';
  readonly reason: string;
}

/** Tokens. */
export interface Usage {
  readonly prompt: number;
  readonly completion: number;
}

/** Statuses below 500 that say nothing about the question. */
const passing = new Set([408, 425, 429]);

/** Of a call that no model has worked on. */
export const unused: Usage = { prompt: 0, completion: 0 };

/** No provider's pause is believed to be longer. */
const longestPauseMs = 3_600_000;

/** Reads what the gateway has sent. */
export function readAnswer(status: number, headers: Headers, body: string, now: number): Answer {
  const served = headers.get('x-switchgear-provider');
  const provider = served !== null && /^[\w.-]{1,64}$/.test(served) ? { provider: served } : {};
  const parsed = fields(parse(body));
  if (status >= 200 && status < 300) return { ...provider, ...readCompletion(parsed) };
  const { code, message } = fields(parsed['error']);
  const said = [code, message].filter((part) => typeof part === 'string' && part !== '').join(': ');
  const reason = `the gateway answered ${status}${said === '' ? '' : ` (${said.slice(0, 300)})`}`;
  // A provider that is too late may have answered, and counts that.
  const outcome = { ...provider, reason, ...(status !== 504 && { usage: unused }) };
  if (status < 500 && !passing.has(status)) return { kind: 'refused', ...outcome, status: 'error' };
  const retryAfterMs = pauseOf(headers.get('retry-after'), now);
  return {
    kind: 'unavailable',
    ...outcome,
    status: status === 429 ? 'rate_limit' : 'error',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function readCompletion({ choices, usage, citations }: Fields): Answered | Unavailable {
  const [choice] = Array.isArray(choices) ? choices : [];
  const { content } = fields(fields(choice)['message']);
  const { prompt_tokens: prompt, completion_tokens: completion } = fields(usage);
  const counted = isCount(prompt) && isCount(completion) && { usage: { prompt, completion } };
  if (typeof content !== 'string' || content.trim() === '') {
    return { kind: 'unavailable', status: 'error', reason: 'the gateway answered without a text', ...counted };
  }
  return {
    kind: 'answered',
    status: 'success',
    text: content,
    sources: Array.isArray(citations)
      ? citations.filter((source) => /^https?:\/\/\S{1,500}$/.test(String(source))).map(String)
      : [],
    ...counted,
  };
}

function pauseOf(retryAfter: string | null, now: number): number | undefined {
  if (retryAfter === null) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), longestPauseMs);
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // A proxy's page or a cut answer has no fields, which is what the caller then says.
    return undefined;
  }
}
