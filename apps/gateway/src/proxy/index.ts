export { GatewayError, type GatewayErrorCode } from './errors.ts';
export { createModelDirectory, type Fallback, type ModelDirectory } from './models.ts';
export { type CallProxy, type CallProxyOptions, createCallProxy } from './proxy.ts';
export type { CallRecorder, RequestRecorder } from './recorder.ts';
export { settlementOf } from './search.ts';
export type { Backend, ProxyRequest, ProxyResult, RequestOutcome, ServedBy } from './types.ts';
