import { Pool } from 'undici';

const message = { role: 'user', content: 'Say a hundred words about switchgear, please.' };
const bodies = {
  json: JSON.stringify({ model: 'bench', messages: [message] }),
  stream: JSON.stringify({ model: 'bench', messages: [message], stream: true }),
};

export interface Load {
  readonly origin: string;
  readonly path: string;
  readonly shape: keyof typeof bodies;
  readonly connections: number;
  readonly requests: number;
}

export interface LoadResult {
  /** Milliseconds to the first byte of the body, sorted. */
  readonly firstByteMs: Float64Array;
  /** Milliseconds to the last byte, sorted. */
  readonly totalMs: Float64Array;
  readonly seconds: number;
}

/**
 * Sends `requests` over `connections`, each connection one request after the other.
 * @throws Error when an answer is not the whole that the stub sends: speed of wrong answers is worth nothing.
 */
export async function send({ origin, path, shape, connections, requests }: Load): Promise<LoadResult> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const firstByteMs = new Float64Array(requests);
  const totalMs = new Float64Array(requests);
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < requests; index = next++) {
      const sentAt = performance.now();
      const answer = await pool.request({
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodies[shape],
      });
      let last = '';
      for await (const part of answer.body) {
        if (last === '') firstByteMs[index] = performance.now() - sentAt;
        last = (part as Buffer).toString('latin1');
      }
      totalMs[index] = performance.now() - sentAt;
      const whole = shape === 'json' ? last.endsWith('}') : last.endsWith('[DONE]\n\n');
      if (answer.statusCode !== 200 || !whole) throw new Error(`${origin} answered ${answer.statusCode}: ${last}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    await pool.destroy();
  }
  return { firstByteMs: firstByteMs.sort(), totalMs: totalMs.sort(), seconds: (performance.now() - started) / 1000 };
}

export function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
