export { UpstreamFault } from './errors.ts';
export { createUpstream, limitsOf } from './kinds.ts';
export type {
  Answer,
  CallRequest,
  Deadlines,
  Dialect,
  Fault,
  Prices,
  RateLimit,
  StreamAnswer,
  Upstream,
  UpstreamKind,
  UpstreamOptions,
  Usage,
} from './types.ts';
