import { randomUUID } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** What somebody asks for with `POST /api/v1/audits`. */
export interface Order {
  readonly idempotencyKey: string;
  readonly text: string;
}

/**
 * @param body as it came, `''` where there was none
 * @throws Refusal
 */
export function readOrder(header: string | string[] | undefined, body: string): Order {
  const idempotencyKey = header ?? randomUUID();
  if (typeof idempotencyKey !== 'string' || !/^[\x20-\x7e]{1,200}$/.test(idempotencyKey)) {
    throw new Refusal(400, 'invalid_idempotency_key', 'Idempotency-Key: expected 1 to 200 printable ASCII characters.');
  }
  return { idempotencyKey, text: textOf(body.trim()) };
}

function textOf(body: string): string {
  const { reason = 'asked for over HTTP', ...unknown } = parse(body);
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw invalid(`unknown field ${JSON.stringify(name.slice(0, 40))}; the only one is reason`);
  if (typeof reason === 'string' && /^[^\p{Cc}\u2028\u2029]{1,200}$/u.test(reason)) return reason;
  throw invalid('reason: expected one line of 1 to 200 characters');
}

function parse(body: string): Record<string, unknown> {
  try {
    const value = body === '' ? {} : JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, as of all else that is no object.
  }
  throw invalid('the body is no JSON object; send {"reason": "why"} or nothing');
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_request', message);
}
