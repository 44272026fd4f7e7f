import { z } from 'zod';
import type { Chunk, Reply } from '../answer.ts';
import { halves, reshape, take } from './chunks.ts';
import { defineFault } from './fault.ts';

/** A body that stops in its middle: after some events of a stream, after half of a JSON body. */
export const cutStream = defineFault({
  kind: 'cut_stream',
  settings: {
    after_chunks: z.int().min(0).default(3),
    /** How it stops: closed before the end of the body, reset, or ended as HTTP ends it but without the last events. */
    ending: z.enum(['fin', 'reset', 'complete']).default('fin'),
  },
  apply: ({ after_chunks: count, ending }, _call, next) =>
    reshape(next(), (reply) => ({ chunks: take(reply, count), ending })),
});

const unreadable = Buffer.from([0x00, 0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28, 0x0a]);

/** An answer that cannot be read, under a content type that promises otherwise. */
export const garbage = defineFault({
  kind: 'garbage',
  settings: { status: z.int().min(200).max(599).default(200) },
  apply: ({ status }, call): Reply => ({
    type: 'reply',
    status,
    headers: { 'content-type': call.streamed ? 'text/event-stream' : 'application/json' },
    streamed: call.streamed,
    chunks: call.streamed ? ['data: {"choices": [nonsense\n\n', unreadable] : ['<html>not JSON</html>', unreadable],
    ending: 'complete',
  }),
});

/**
 * An event split over two pieces of the body. With `completes` the rest follows and the answer is whole; otherwise
 * the body ends inside the event, in a way that HTTP calls complete.
 */
export const halfFrame = defineFault({
  kind: 'half_frame',
  settings: { after_chunks: z.int().min(0).default(2), completes: z.boolean().default(false) },
  apply: ({ after_chunks: before, completes }, _call, next) =>
    reshape(next(), (reply) => ({ chunks: splitFrame(reply, before, completes) })),
});

async function* splitFrame(reply: Reply, before: number, completes: boolean): AsyncGenerator<Chunk> {
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

const character = Buffer.from('é');

/**
 * A character of two bytes split over two pieces of the body. With `completes` the rest follows and the answer is
 * whole; otherwise the body ends inside the character, in a way that HTTP calls complete.
 */
export const halfUtf8 = defineFault({
  kind: 'half_utf8',
  settings: { completes: z.boolean().default(false) },
  apply: ({ completes }, _call, next) => reshape(next(), (reply) => ({ chunks: splitCharacter(reply, completes) })),
});

async function* splitCharacter(reply: Reply, completes: boolean): AsyncGenerator<Chunk> {
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
