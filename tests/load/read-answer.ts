import { eventsOf } from '../support/http-call.ts';

/** What an answer of either API says, as JSON or as a stream. */
export interface Reading {
  readonly text: string;
  readonly reasoning: string;
  /** Whether the answer itself says that it is complete, with its usage. */
  readonly finished: boolean;
  readonly error: { readonly code?: unknown; readonly type?: unknown; readonly message?: unknown } | undefined;
}

interface Chunk {
  readonly type?: string;
  readonly delta?: string;
  readonly error?: Reading['error'];
  readonly usage?: { readonly total_tokens?: number } | null;
  readonly choices?: readonly {
    readonly message?: Piece;
    readonly delta?: Piece;
    readonly finish_reason?: string | null;
  }[];
  readonly response?: Run;
}

interface Piece {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
}

interface Run {
  readonly status?: string;
  readonly usage?: { readonly total_tokens?: number };
  readonly error?: Reading['error'];
  readonly output?: readonly { readonly type: string; readonly content?: readonly { readonly text?: string }[] }[];
}

/** @throws SyntaxError when it is not JSON */
export function readJson(source: string): Reading {
  const answer = JSON.parse(source) as Chunk & Run;
  if (answer.output !== undefined) return readRun(answer);
  const choice = answer.choices?.[0];
  return {
    text: choice?.message?.content ?? '',
    reasoning: choice?.message?.reasoning_content ?? '',
    finished: choice?.finish_reason === 'stop' && (answer.usage?.total_tokens ?? 0) > 0,
    error: answer.error,
  };
}

/** @throws SyntaxError when an event is not JSON */
export function readStream(source: string): Reading {
  const events = eventsOf(source) as (Chunk | string)[];
  let text = '';
  let reasoning = '';
  let finishReason: string | null | undefined;
  let usage = false;
  let error: Reading['error'];
  let completed: Run | undefined;
  for (const event of events) {
    if (typeof event === 'string') continue;
    const choice = event.choices?.[0];
    text += choice?.delta?.content ?? (event.type === 'response.output_text.delta' ? event.delta : '') ?? '';
    reasoning += choice?.delta?.reasoning_content ?? '';
    finishReason = choice?.finish_reason ?? finishReason;
    usage ||= (event.usage?.total_tokens ?? 0) > 0;
    error = event.error ?? error;
    if (event.type === 'response.completed') completed = event.response;
  }
  const runSaysSame = completed !== undefined && readRun(completed).finished && readRun(completed).text === text;
  const chatIsDone = events.at(-1) === '[DONE]' && finishReason === 'stop' && usage;
  return { text, reasoning, finished: runSaysSame || chatIsDone, error };
}

function readRun({ status, usage, output = [], error }: Run): Reading {
  const parts = output.filter(({ type }) => type === 'message').flatMap(({ content = [] }) => content);
  return {
    text: parts.map((part) => part.text ?? '').join(''),
    reasoning: '',
    finished: status === 'completed' && (usage?.total_tokens ?? 0) > 0,
    error,
  };
}
