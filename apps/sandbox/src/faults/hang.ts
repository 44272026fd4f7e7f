import { z } from 'zod';
import { take } from './chunks.ts';
import { defineFault } from './fault.ts';

/** No answer at all; with `after_chunks` a stream that begins and falls silent. */
export const hang = defineFault({
  kind: 'hang',
  settings: { after_chunks: z.int().min(0).optional() },
  alsoProbes: false,
  apply: ({ after_chunks: count }, _call, next) => {
    if (count === undefined) return { type: 'silence' };
    const answer = next();
    return answer.type === 'reply' ? { ...answer, chunks: take(answer, count), ending: 'hang' } : answer;
  },
});
