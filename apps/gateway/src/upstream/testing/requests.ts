import { Faults } from '../faults.ts';
import { Scrubber } from '../scrub.ts';
import type { CallRequest, Dialect } from '../types.ts';

/** A request as the gateway hands it over. */
export function request(dialect: Dialect, body: Readonly<Record<string, unknown>>, model?: string): CallRequest {
  const named = model ?? String(body['model']);
  return { dialect, model: named, stream: body['stream'] === true, body, raw: Buffer.from(JSON.stringify(body)) };
}

/** Faults of a call whose key nobody looks at. */
export const faults = new Faults('Provider', new Scrubber('sk-not-looked-at'), { now: () => 0 });
