import { type Answer, readAnswer, unused } from './answer.ts';

export interface Message {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** What is asked; the caller has removed secrets from it. */
export interface Question {
  /** A model of the gateway, or `provider/model`. */
  readonly model: string;
  readonly messages: readonly Message[];
  /** Longest answer, in tokens. */
  readonly maxTokens: number;
  readonly signal?: AbortSignal;
}

export interface GatewayAccess {
  /** Base address, for example http://127.0.0.1:8000. */
  readonly gateway: string;
  /** A client token, where the gateway wants one. */
  readonly token?: string;
  readonly timeoutMs: number;
}

/** An answer of a few hundred tokens is far below this. */
const longestBody = 1_000_000;

/** Asks the gateway once. Whatever a gateway or a provider does becomes an answer: it never throws. */
export async function ask({ gateway, token, timeoutMs, ...question }: GatewayAccess & Question): Promise<Answer> {
  const { model, messages, maxTokens, signal } = question;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(new URL('/v1/chat/completions', gateway), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ model, messages, max_tokens: maxTokens, stream: false }),
      // Whoever would send us elsewhere is not the gateway, and must not see the token.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return readAnswer(response.status, response.headers, await readBody(response), Date.now());
  } catch (error) {
    if (signal?.aborted) return { kind: 'unavailable', reason: 'the question was withdrawn' };
    if (timeout.aborted)
      return { kind: 'unavailable', status: 'error', reason: `no answer within ${timeoutMs / 1000} s` };
    const { code, message } = causeOf(error);
    const usage = unreached.test(code) && { usage: unused };
    return { kind: 'unavailable', status: 'error', reason: `${gateway}: ${message}`, ...usage };
  }
}

async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > longestBody) throw new RangeError(`the answer is longer than ${longestBody} characters`);
  }
  return text + decoder.decode();
}

/** Codes of errors before anything was sent. */
const unreached = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** fetch hides the reason behind `fetch failed`; that of several addresses has only a code. */
function causeOf(error: unknown): { readonly code: string; readonly message: string } {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return { code: '', message: String(cause) };
  const code = 'code' in cause ? String(cause.code) : '';
  return { code, message: cause.message || code };
}
