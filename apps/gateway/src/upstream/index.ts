export { createUpstream } from './create.ts';
export { UpstreamFault } from './errors.ts';
export { limitsOf, type ProviderLimits } from './limits.ts';
export type {
  Answer,
  CallOptions,
  CallRequest,
  CompleteAnswer,
  Deadlines,
  Dialect,
  ErrorType,
  Fault,
  FaultAnswer,
  FaultKind,
  ModelPrice,
  Price,
  Prices,
  ProbeResult,
  RateLimit,
  StreamAnswer,
  Upstream,
  UpstreamKind,
  UpstreamOptions,
  Usage,
} from './types.ts';
