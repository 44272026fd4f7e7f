import type { Fault } from './types.ts';

/** Thrown by a stream's `events` when it broke after its first token; `fault` says how. */
export class UpstreamFault extends Error {
  override readonly name = 'UpstreamFault';
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault.message, options);
    this.fault = fault;
  }
}
