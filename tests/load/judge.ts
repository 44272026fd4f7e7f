import type { HttpAnswer } from '../support/http-call.ts';
import { type Reading, readJson, readStream } from './read-answer.ts';
import { type LoadRequest, rightAnswer } from './request.ts';

export const outcomes = [
  'success',
  'caller_error',
  'client_abort',
  'upstream_error',
  'unavailable',
  'stream_cut',
] as const;

export type Outcome = (typeof outcomes)[number];

/** How a request ended for its client; a violation is an answer that nothing permits. */
export type Verdict =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'violation'; readonly why: string };

const outcomeOfRefusal: ReadonlyMap<number, readonly [outcome: Outcome, codes: readonly string[]]> = new Map([
  [422, ['caller_error', []]],
  [502, ['upstream_error', ['upstream_error']]],
  [503, ['unavailable', ['no_key_available', 'queue_full', 'queue_timeout']]],
  [504, ['upstream_error', ['upstream_timeout']]],
]);

/** Looks at every part of an answer. `left` tells that the client itself broke the connection. */
export function judge(request: LoadRequest, answer: HttpAnswer, left: boolean): Verdict {
  try {
    if (left) return judgePartial(request, answer);
    if (answer.status === 0) return violation(`no answer at all: ${answer.error?.message}`);
    return answer.status === 200 ? judgeSuccess(request, answer) : judgeRefusal(request, answer);
  } catch (error) {
    if (error instanceof SyntaxError) return violation(`${answer.status} with what is not JSON: ${error.message}`);
    throw error;
  }
}

function judgeSuccess(request: LoadRequest, answer: HttpAnswer): Verdict {
  const reading = request.stream ? readStream(answer.text) : readJson(answer.text);
  const right = rightAnswer(request);
  if (reading.finished) {
    if (reading.error !== undefined) return violation('a complete answer with an error in it');
    if (!answer.whole) return violation('a complete answer over a broken connection');
    if (reading.text !== right.text) return violation(`the wrong answer: ${reading.text.slice(0, 120)}`);
    if (reading.reasoning !== (right.reasoning ?? '')) return violation('the wrong reasoning');
    if (answer.headers['x-switchgear-attempts'] === undefined) return violation('no header tells the attempts');
    return outcome('success');
  }
  if (!request.stream) return violation('200 with an incomplete JSON answer');
  return judgeCut(reading, right.text, answer);
}

/** A cut stream must show it twice: in its last event, and in a connection without an end. */
function judgeCut({ text, error }: Reading, right: string, answer: HttpAnswer): Verdict {
  if (error === undefined) return violation(`a cut stream without an error event: ${answer.text.slice(-200)}`);
  if (error.code !== 'stream_cut' && error.code !== 'upstream_timeout') {
    return violation(`a cut stream with the code ${String(error.code)}`);
  }
  if (answer.whole) return violation('a cut stream that ends cleanly');
  if (!right.startsWith(text)) return violation('a cut stream with text of another answer');
  return outcome('stream_cut');
}

function judgeRefusal(request: LoadRequest, { status, headers, text, whole }: HttpAnswer): Verdict {
  const permitted = outcomeOfRefusal.get(status);
  if (permitted === undefined || (status === 422 && !request.mistaken)) return violation(`status ${status}: ${text}`);
  const { error } = JSON.parse(text) as { error?: Record<string, unknown> };
  if (!whole) return violation(`a refusal with ${status} that is cut`);
  if (typeof error?.['message'] !== 'string' || typeof error['type'] !== 'string') {
    return violation(`${status} without an error in OpenAI's shape: ${text}`);
  }
  const [ended, codes] = permitted;
  if (codes.length > 0 && !codes.includes(String(error['code'])))
    return violation(`${status} with code ${error['code']}`);
  if (status === 503 && !/^[1-9]\d*$/.test(headers['retry-after'] ?? '')) return violation('503 without Retry-After');
  return outcome(ended);
}

/** What had arrived when the client left must be a part of the right answer. */
function judgePartial(request: LoadRequest, answer: HttpAnswer): Verdict {
  if (answer.status === 0) return outcome('client_abort');
  if (answer.status !== 200 || !request.stream) return violation(`left after a head of ${answer.status}`);
  // The last event may have arrived in part.
  const { text, finished, error } = readStream(answer.text.slice(0, answer.text.lastIndexOf('\n\n') + 2));
  if (finished || error !== undefined) return violation('left after the end had arrived');
  return rightAnswer(request).text.startsWith(text) ? outcome('client_abort') : violation('text of another answer');
}

function outcome(value: Outcome): Verdict {
  return { kind: 'outcome', outcome: value };
}

function violation(why: string): Verdict {
  return { kind: 'violation', why };
}
