import type { FastifyInstance } from 'fastify';
import { visit } from 'jsonc-parser';
import { GatewayError } from '../proxy/index.ts';
import { isDeeperThan } from './depth.ts';

/** Deeper than any request means anything; parsing and copying cost stack and time by the level. */
const maxDepth = 200;

/** Characters of a broken body in which the place of the fault is looked for: some 10 ms of work. */
const maxSearched = 1_000_000;

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
  if (isDeeperThan(maxDepth, body)) {
    throw new GatewayError(400, 'invalid_json', `The body is nested more than ${maxDepth} levels deep.`);
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
  if (text.length > maxSearched) return 'it is too long to look for the place';
  // The parser would go on after a fault, and a body can hold millions of them.
  const enough = new Error('found');
  let offset = text.length;
  const onError = (_code: unknown, at: number) => {
    offset = at;
    throw enough;
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return offset >= text.length ? 'it ends too early' : `the fault is at character ${offset + 1}`;
}

/** Names a JSON value's kind without its content. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
