import { z } from 'zod';
import type { Chunk, Reply } from '../answer.ts';
import { halves } from './chunks.ts';
import { defineFault } from './fault.ts';

/**
 * An event split over two pieces of the body. With `completes` the rest follows and the answer is whole; otherwise
 * the body ends inside the event, in a way that HTTP calls complete.
 */
export const halfFrame = defineFault({
  kind: 'half_frame',
  settings: { after_chunks: z.int().min(0).default(2), completes: z.boolean().default(false) },
  alsoProbes: false,
  apply: ({ after_chunks: before, completes }, _call, next) => {
    const answer = next();
    return answer.type === 'reply' ? { ...answer, chunks: split(answer, before, completes) } : answer;
  },
});

async function* split(reply: Reply, before: number, completes: boolean): AsyncGenerator<Chunk> {
  let index = 0;
  for await (const chunk of reply.chunks) {
    if (index++ !== before && reply.streamed) {
      yield chunk;
      continue;
    }
    const [first, second] = halves(chunk);
    yield first;
    if (!completes) return;
    yield second;
  }
}
