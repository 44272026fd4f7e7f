import type { requestOutcomes } from '@switchgear/telemetry';
import type { KeyPool } from '../keys/index.ts';
import type { CallRequest, Upstream } from '../upstream/index.ts';

/** A configured provider: where its calls go, and the keys they go with. */
export interface Backend {
  readonly name: string;
  readonly displayName: string;
  readonly upstream: Upstream;
  readonly pool: KeyPool;
  /** Whether its answers come from the sandbox. */
  readonly simulated: boolean;
}

/** A model at a backend that can serve a request. */
export interface Target {
  readonly backend: Backend;
  /** The model's name as that provider knows it. */
  readonly model: string;
}

/** A request as it came in; `model` is undefined where the Agent API names a preset instead. */
export interface ProxyRequest extends Omit<CallRequest, 'model'> {
  readonly model: string | undefined;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** An answer of 200. A stream that fails after this ends in an error event and throws. */
export type ProxyResult =
  | { readonly kind: 'complete'; readonly body: string | Buffer; readonly servedBy: ServedBy }
  | {
      readonly kind: 'stream';
      readonly events: AsyncIterable<string>;
      /** Aborts when the stream breaks: whoever waits for a slow client then reads on, and finds why. */
      readonly broken: AbortSignal;
      readonly servedBy: ServedBy;
    };

/** Told to the client in headers, so that support needs no log. */
export interface ServedBy {
  readonly provider: string;
  readonly keyId: string;
  /** Calls made for this request, from 1. */
  readonly attempts: number;
}

/** How an accepted request ended; exactly one for each. */
export type RequestOutcome = (typeof requestOutcomes)[number];
