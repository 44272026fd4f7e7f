import type { FastifyInstance } from 'fastify';
import { type ParseError, parse } from 'jsonc-parser';
import { GatewayError } from '../proxy/index.ts';

/** Leaves JSON bodies as bytes: a call is forwarded as it came, and parsed once. */
export function registerBodies(app: FastifyInstance, bodyLimitBytes: number): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    /^application\/(?:.+\+)?json(?:;|$)/i,
    { parseAs: 'buffer', bodyLimit: bodyLimitBytes },
    (_request, body, done) => done(null, body),
  );
}

/**
 * @throws GatewayError 400 `invalid_json` that names the place, or `invalid_request` where it is no JSON object.
 */
export function parseObject(body: unknown): { raw: Buffer; value: Record<string, unknown> } {
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw new GatewayError(400, 'invalid_request', 'The body is missing: send a JSON object.');
  }
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new GatewayError(400, 'invalid_json', `The body is not valid JSON: ${placeOfFault(text)}.`, { cause });
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new GatewayError(400, 'invalid_request', `The body must be a JSON object, not ${kindOf(value)}.`);
  }
  return { raw: body, value: value as Record<string, unknown> };
}

/** Where it breaks, without a word of the content: V8's own messages quote it, and it may hold what must not be logged. */
function placeOfFault(text: string): string {
  const faults: ParseError[] = [];
  parse(text, faults, { disallowComments: true });
  const offset = faults[0]?.offset ?? text.length;
  return offset >= text.length ? 'it ends too early' : `the fault is at character ${offset + 1}`;
}

/** Names a JSON value's kind without its content. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
