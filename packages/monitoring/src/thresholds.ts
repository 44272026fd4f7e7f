/**
 * Every limit that a rule fires at, a panel colours by, or a runbook names; a change here changes all of them together.
 */
export const thresholds = {
  watcherErrors: 5,
  /** Errors per processed file. */
  watcherErrorShare: 0.1,
  watcherQueue: 10,
  watcherRunSeconds: 120,
  watcherMemoryBytes: 500e6,
  /** Share of runs that pass. */
  watcherPassShare: 0.8,
  coverageCriticalPercent: 70,
  coverageLowPercent: 80,
  coverageGoodPercent: 85,
  /** Points of coverage, up or down, that count as a change. */
  coverageStepPoints: 5,
  auditErrorsPerSecond: 0.05,
  auditRunSeconds: 600,
  auditSilenceSeconds: 7200,
  rateLimitsPerSecond: 0.5,
  /** Share of calls that end in an error. */
  apiErrorShare: 0.1,
  apiSlowSeconds: 10,
  deepseekSlowSeconds: 15,
  /** Share of a rate-limit quota that is left. */
  quotaLeftShare: 0.2,
  cpuCriticalPercent: 90,
  cpuElevatedPercent: 70,
  cpuNormalPercent: 50,
  memoryCriticalPercent: 90,
  memoryElevatedPercent: 75,
  memoryNormalPercent: 60,
  leakFloorBytes: 1e9,
  /** Growth in bytes per 10 minutes. */
  leakBytesPer10Minutes: 10e6,
  diskPercent: 85,
  processCores: 0.8,
  /** Share of a provider's keys that are open. */
  openKeysShare: 0.5,
  /** Trips of one key in 10 minutes. */
  flappingTrips: 4,
  /** Share of a breaker's own failure threshold. */
  failureCountShare: 0.8,
  /** Seconds that the keys of a provider were open together in 10 minutes. */
  downtimeSeconds: 300,
  /** Trips of one key in an hour. */
  hourlyTrips: 6,
  /** Share of requests that may fail through no fault of the caller, over 30 days. */
  errorBudget: 0.01,
  /** Share of requests that may take longer than `latencyObjectiveSeconds`, over 30 days. */
  latencyBudget: 0.05,
  /** A bound of gateway_request_duration_seconds. */
  latencyObjectiveSeconds: 30,
} as const;
