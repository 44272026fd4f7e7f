export type Dialect = 'chat' | 'agent';

/** A call that has reached the sandbox, as far as faults care. */
export interface Call {
  /** Name of the key: the bearer without `sk-sandbox-`. */
  readonly key: string;
  readonly dialect: Dialect;
  /** Free calls, which cost nothing and by which a key can be probed: models and balance. */
  readonly free: boolean;
  readonly streamed: boolean;
  readonly model: string;
  /** Aborted when the connection is gone, because the client left or the sandbox stops. */
  readonly signal: AbortSignal;
}

export const keyPrefix = 'sk-sandbox-';
