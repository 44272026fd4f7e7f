/** opossum with everything off that can be: no timer per call, no percentiles, no snapshots. */
export const leanOpossum = { timeout: false, rollingPercentilesEnabled: false, enableSnapshots: false } as const;
