import { fields } from '../json.ts';
import type { CallRequest } from '../types.ts';

const WITH_USAGE = Buffer.from('"stream_options":{"include_usage":true},');

const OPENING_BRACE = 0x7b;

/**
 * The caller's own bytes wherever possible. Two things change: the name of the model, when a provider's prefix was cut
 * off it, and usage, which every stream has to tell for the metrics; `hideUsage` where we alone asked for it.
 */
export function chatRequest(request: CallRequest): { readonly body: Buffer | string; readonly hideUsage: boolean } {
  const { stream_options, model } = request.body;
  const { include_usage } = fields(stream_options);
  const hideUsage = request.stream && include_usage !== true;
  if (!hideUsage && model === request.model) return { body: request.raw, hideUsage };
  if (hideUsage && model === request.model && stream_options === undefined) {
    return { body: withUsage(request.raw), hideUsage };
  }
  const changed = { ...request.body, model: request.model };
  const options = hideUsage ? { stream_options: { ...fields(stream_options), include_usage: true } } : {};
  return { body: JSON.stringify({ ...changed, ...options }), hideUsage };
}

/** Puts the option first in the object, which spares large prompts another serialisation. */
function withUsage(raw: Buffer): Buffer {
  const inside = raw.indexOf(OPENING_BRACE) + 1;
  return Buffer.concat([raw.subarray(0, inside), WITH_USAGE, raw.subarray(inside)]);
}
