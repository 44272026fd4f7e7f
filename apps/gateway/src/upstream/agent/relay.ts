import { UpstreamFault } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { type Relay, TROUBLE } from '../relay.ts';
import { hasData, splitFrames } from '../sse.ts';
import type { Usage } from '../types.ts';
import { type AgentEvent, readEvent } from './event.ts';

/** Events that may end a stream. Generated text cannot look like this, its quotes are escaped. */
const TERMINAL = new RegExp(
  `"type"\\s*:\\s*"(?:response\\.(?:completed|incomplete|failed|cancelled)|error)"|${TROUBLE.source}`,
  'm',
);

/** Hands a stream of the Agent API on as it is; parses events up to the first token and those that may end it. */
export class AgentRelay implements Relay {
  progress = 0;
  started = false;
  done = false;
  fault: UpstreamFault | undefined;
  usage: Usage | undefined;
  readonly #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  push(source: string): string {
    if (this.#isPlain(source)) return source;
    let out = '';
    for (const { text, data } of splitFrames(source)) {
      if (!this.#isPlain(text)) {
        if (data === undefined) continue;
        this.#take(readEvent(data, this.#faults));
        if (this.fault !== undefined) return out;
      }
      out += text;
      if (this.done) return out;
    }
    return out;
  }

  end(): string {
    this.fault = this.#faults.cut();
    return '';
  }

  /** Whether a text goes on as it is, which most do. */
  #isPlain(source: string): boolean {
    if (!this.started || TERMINAL.test(source)) return false;
    if (hasData(source)) this.progress += 1;
    return true;
  }

  #take(event: AgentEvent): void {
    if (event.end === undefined) {
      this.started ||= event.shows;
      if (this.started) this.progress += 1;
      return;
    }
    if (event.end instanceof UpstreamFault) {
      this.fault = event.end;
      return;
    }
    this.usage = event.end.usage;
    this.started = true;
    this.done = true;
  }
}
