import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Answer, Chunk, Reply } from '../answer.ts';

/** Writes an answer to the connection, in the pieces and with the ending it asks for. */
export async function send(answer: Answer, response: ServerResponse, signal: AbortSignal): Promise<void> {
  if (answer.type === 'refuse') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer.type === 'silence') {
    await aborted(signal);
    response.destroy();
    return;
  }
  if (Array.isArray(answer.chunks) && answer.chunks.length === 1 && answer.ending === 'complete') {
    const body = Buffer.from(answer.chunks[0] ?? '');
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length }).end(body);
    return;
  }
  await sendPieces(answer, response, signal);
}

async function sendPieces(answer: Reply, response: ServerResponse, signal: AbortSignal): Promise<void> {
  response.writeHead(answer.status, answer.headers).flushHeaders();
  for await (const chunk of answer.chunks) {
    if (signal.aborted) return;
    await write(response, chunk, signal);
  }
  switch (answer.ending) {
    case 'complete':
      response.end();
      return;
    case 'fin':
      response.socket?.end();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      await aborted(signal);
      response.destroy();
  }
}

/** Each piece leaves by itself, so that the other side sees the boundaries. */
async function write(response: ServerResponse, chunk: Chunk, signal: AbortSignal): Promise<void> {
  if (!response.write(chunk)) await Promise.race([once(response, 'drain'), aborted(signal)]);
  await setImmediate();
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
