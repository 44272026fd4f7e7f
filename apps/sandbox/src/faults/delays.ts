import { z } from 'zod';
import type { Chunk, Reply } from '../answer.ts';
import type { Call } from '../call.ts';
import { reshape, take } from './chunks.ts';
import { defineFault, type Surroundings } from './fault.ts';

/** The usual answer, but later: `latency_ms` plus up to `jitter_ms`. */
export const latency = defineFault({
  kind: 'latency',
  settings: {
    latency_ms: z.number().min(0).max(3_600_000),
    jitter_ms: z.number().min(0).max(3_600_000).default(0),
  },
  apply: async ({ latency_ms: base, jitter_ms: jitter }, call, next, { random, wait }) => {
    await wait(base + random() * jitter, call.signal);
    return next();
  },
});

/** The answer after a time of keep-alives, as DeepSeek sends them: comments in a stream, empty lines before JSON. */
export const keepAlive = defineFault({
  kind: 'keep_alive',
  settings: {
    seconds: z.number().min(0).max(3600),
    interval_ms: z.number().min(1).max(60_000).default(1000),
  },
  apply: ({ seconds, interval_ms: interval }, call, next, around) =>
    reshape(next(), (reply) => ({ chunks: delayed(reply, seconds * 1000, interval, call, around) })),
});

async function* delayed(
  reply: Reply,
  totalMs: number,
  intervalMs: number,
  call: Call,
  { wait }: Surroundings,
): AsyncGenerator<Chunk> {
  for (let passed = 0; passed < totalMs && !call.signal.aborted; passed += intervalMs) {
    yield reply.streamed ? ': keep-alive\n\n' : '\n';
    await wait(Math.min(intervalMs, totalMs - passed), call.signal);
  }
  yield* reply.chunks;
}

/** No answer at all; with `after_chunks` a stream that begins and falls silent. */
export const hang = defineFault({
  kind: 'hang',
  settings: { after_chunks: z.int().min(0).optional() },
  apply: ({ after_chunks: count }, _call, next) =>
    count === undefined
      ? { type: 'silence' }
      : reshape(next(), (reply) => ({ chunks: take(reply, count), ending: 'hang' })),
});
