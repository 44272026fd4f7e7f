import { z } from 'zod';
import type { Chunk, Reply } from '../answer.ts';
import { defineFault } from './fault.ts';

const character = Buffer.from('é');

/**
 * A character of two bytes split over two pieces of the body. With `completes` the rest follows and the answer is
 * whole; otherwise the body ends inside the character, in a way that HTTP calls complete.
 */
export const halfUtf8 = defineFault({
  kind: 'half_utf8',
  settings: { completes: z.boolean().default(false) },
  alsoProbes: false,
  apply: ({ completes }, _call, next) => {
    const answer = next();
    return answer.type === 'reply' ? { ...answer, chunks: split(answer, completes) } : answer;
  },
});

async function* split(reply: Reply, completes: boolean): AsyncGenerator<Chunk> {
  let done = false;
  for await (const chunk of reply.chunks) {
    const at = done ? -1 : afterFirstWord(chunk);
    if (at < 0) {
      yield chunk;
      continue;
    }
    done = true;
    const bytes = Buffer.from(chunk);
    yield Buffer.concat([bytes.subarray(0, at), character.subarray(0, 1)]);
    if (!completes) return;
    yield Buffer.concat([character.subarray(1), bytes.subarray(at)]);
  }
}

/** Where text of the answer begins in a piece of the body; -1 where there is none. */
function afterFirstWord(chunk: Chunk): number {
  const match = /"(?:content|delta|text|reasoning_content)":"(?=[^"])/.exec(chunk.toString());
  return match ? Buffer.byteLength(chunk.toString().slice(0, match.index + match[0].length)) : -1;
}
