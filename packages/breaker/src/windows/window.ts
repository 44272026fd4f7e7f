/** Counts calls and those among them that hit a condition, over the recent past, in constant time per call. */
export interface Window {
  /** As of the last `add` or `refresh`. */
  readonly total: number;
  /** As of the last `add` or `refresh`. */
  readonly hits: number;
  add(hit: boolean): void;
  /** Lets go of the calls that time has passed over. */
  refresh(): void;
  clear(): void;
  /** JSON-able contents for snapshots and hot reload. */
  save(): WindowData;
  /** Replaces the contents by as much of `data` as fits; data of another kind of window is left aside. */
  load(data: WindowData): void;
}

/** `calls` is one character per call, oldest first, `1` for a hit; `buckets` are `[start in epoch ms, total, hits]`. */
export type WindowData =
  | { readonly calls: string }
  | { readonly buckets: readonly (readonly [number, number, number])[] };
