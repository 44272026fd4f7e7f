import { z } from 'zod';
import type { Chunk, Reply } from '../answer.ts';
import type { Call } from '../call.ts';
import { defineFault, type Surroundings } from './fault.ts';

/** The answer after a time of keep-alives, as DeepSeek sends them: comments in a stream, empty lines before JSON. */
export const keepAlive = defineFault({
  kind: 'keep_alive',
  settings: {
    seconds: z.number().min(0).max(3600),
    interval_ms: z.number().min(1).max(60_000).default(1000),
  },
  alsoProbes: false,
  apply: ({ seconds, interval_ms: interval }, call, next, around) => {
    const answer = next();
    if (answer.type !== 'reply') return answer;
    return { ...answer, chunks: delayed(answer, seconds * 1000, interval, call, around) };
  },
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
