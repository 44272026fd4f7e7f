import type { Faults } from '../faults.ts';
import { field, fields, list, parse } from '../json.ts';
import type { Usage } from '../types.ts';
import { chatUsage } from '../usage.ts';

/** DeepSeek's word for a generation that its own load ended. */
export const OVERLOADED = 'insufficient_system_resource';

/** Blank lines and comments that kept the connection alive before the JSON. */
const PREAMBLE = /^(?:\s|:[^\n]*\n)+/;

/**
 * Checks a whole chat completion and reads its usage; its bytes go on as they are.
 * @throws UpstreamFault when it is no chat completion, an error, or was broken off for want of resources
 */
export function readChatAnswer(bytes: Buffer, faults: Faults): { body: string | Buffer; usage: Usage | undefined } {
  const source = bytes.toString('utf8');
  const json = source.startsWith('{') ? source : source.replace(PREAMBLE, '');
  const parsed = parse(json);
  if (parsed === undefined) throw faults.badAnswer('answered with something that is no JSON');
  const { error, choices, usage } = fields(parsed.value);
  if (error != null) throw faults.inside(error);
  if (!Array.isArray(choices)) throw faults.badAnswer('answered with JSON that is no chat completion');
  if (list(choices).some((choice) => field(choice, 'finish_reason') === OVERLOADED)) throw faults.overloaded();
  return { body: json, usage: chatUsage(usage) };
}
