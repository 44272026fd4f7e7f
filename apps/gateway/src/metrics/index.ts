export { breakerSeries } from './breaker-series.ts';
export { recordHost } from './host.ts';
export { createGatewayMetrics } from './requests.ts';
