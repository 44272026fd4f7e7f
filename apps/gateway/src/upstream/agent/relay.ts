import { UpstreamFault } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { PassingRelay, TROUBLE } from '../relay.ts';
import type { Frame } from '../sse.ts';
import { readEvent } from './event.ts';

/** Events that may end a stream. Generated text cannot look like this, its quotes are escaped. */
const TERMINAL = new RegExp(
  `"type"\\s*:\\s*"(?:response\\.(?:completed|incomplete|failed|cancelled)|error)"|${TROUBLE.source}`,
  'm',
);

/** A stream of the Agent API. */
export class AgentRelay extends PassingRelay {
  constructor(faults: Faults) {
    super(faults, TERMINAL);
  }

  protected override inspect({ data }: Frame): boolean {
    if (data === undefined) return false;
    const { end, shows } = readEvent(data, this.faults);
    if (end === undefined) {
      this.started ||= shows;
      if (this.started) this.progress += 1;
    } else if (end instanceof UpstreamFault) {
      this.fault = end;
    } else {
      this.usage = end.usage;
      this.started = true;
      this.done = true;
    }
    return true;
  }
}
