import type { UpstreamFault } from '../errors.ts';
import { unsupported } from '../faults.ts';

/** The refusal of a feature that Perplexity's Agent API does not have; `param` is the path of the field. */
export function untranslatable(param: string, value?: unknown): UpstreamFault {
  const what = value === undefined ? `\`${param}\`` : `\`${param}\` ${JSON.stringify(value)}`;
  return unsupported(
    `${what} has no counterpart in Perplexity's Agent API; leave it out or use another provider`,
    param,
  );
}
