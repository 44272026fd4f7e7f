// For the proxy
export { KeysUnavailable } from './errors.ts';
// For the app
export { createKeyPool, type KeyPool } from './pool.ts';
export { createProber } from './prober.ts';
export { createSqliteState, type StateEvent } from './sqlite-state.ts';
export type { StateStore } from './state-store.ts';
export type { AccountOptions, Key, KeyReport, Lease, PoolEvent, Settlement } from './types.ts';
