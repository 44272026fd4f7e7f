import { z } from 'zod';
import { take } from './chunks.ts';
import { defineFault } from './fault.ts';

/** A body that stops in its middle: after some events of a stream, after half of a JSON body. */
export const cutStream = defineFault({
  kind: 'cut_stream',
  settings: {
    after_chunks: z.int().min(0).default(3),
    /** How it stops: closed before the end of the body, reset, or ended as HTTP ends it but without the last events. */
    ending: z.enum(['fin', 'reset', 'complete']).default('fin'),
  },
  alsoProbes: false,
  apply: ({ after_chunks: count, ending }, _call, next) => {
    const answer = next();
    return answer.type === 'reply' ? { ...answer, chunks: take(answer, count), ending } : answer;
  },
});
