/** A situation in which some alerts must fire and all others be silent. */
export interface World {
  readonly name: string;
  /** Between two samples; at most 60, for rules look back 90 s. */
  readonly intervalSeconds: number;
  /**
   * Series with their samples in the notation of promtool's unit tests, of which the last lies at `now` (seconds since
   * the epoch): `{ 'up{job="x"}': '1x60' }`
   */
  readonly series: (now: number) => Readonly<Record<string, string>>;
  /** Every alert that fires and is delivered, one entry each, with the labels that matter: `HighDiskUsage{path="/"}` */
  readonly expected: readonly string[];
  /** Every alert that fires while a worse one keeps it from being delivered. */
  readonly inhibited?: readonly string[];
}
