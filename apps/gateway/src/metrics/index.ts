export { type BreakerEntry, breakerSeries } from './breaker-series.ts';
export { type HostOptions, recordHost } from './host.ts';
export type { CpuTimes, HostReaders } from './host-readers.ts';
export { createGatewayMetrics, type GatewayMetrics, type KeyCounts } from './requests.ts';
