import type { Answer, Chunk, Reply } from '../answer.ts';

/** The answer with its body changed, if it has one. */
export function reshape(answer: Answer, change: (reply: Reply) => Partial<Reply>): Answer {
  return answer.type === 'reply' ? { ...answer, ...change(answer) } : answer;
}

/** The first pieces of a body; of a JSON body, which has one piece, its first half. */
export async function* take(reply: Reply, count: number): AsyncGenerator<Chunk> {
  let left = count;
  for await (const chunk of reply.chunks) {
    if (!reply.streamed) {
      yield halves(chunk)[0];
      return;
    }
    if (left-- <= 0) return;
    yield chunk;
  }
}

export function halves(chunk: Chunk): [Buffer, Buffer] {
  const bytes = Buffer.from(chunk);
  const middle = Math.floor(bytes.length / 2);
  return [bytes.subarray(0, middle), bytes.subarray(middle)];
}
