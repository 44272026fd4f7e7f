/** One thing to measure: `batch(n)` makes n calls in a loop of its own, so that subjects share no inline caches. */
export interface Subject {
  readonly name: string;
  batch(calls: number): Promise<void>;
  /** Calls per batch where the usual number would take too long. */
  readonly calls?: number;
}

/** Nanoseconds per call, the median of the rounds. */
export type Results = ReadonlyMap<string, number>;

const warmUpRounds = 10;

/** Runs all subjects in turn, round after round, so that a slow moment of the machine strikes all alike. */
export async function measure(subjects: readonly Subject[], calls: number, rounds: number): Promise<Results> {
  const samples = new Map(subjects.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < warmUpRounds; round++) {
    for (const subject of subjects) await subject.batch(subject.calls ?? calls);
  }
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      const count = subject.calls ?? calls;
      const start = process.hrtime.bigint();
      await subject.batch(count);
      samples.get(subject.name)?.push(Number(process.hrtime.bigint() - start) / count);
    }
  }
  return new Map([...samples].map(([name, values]) => [name, median(values)]));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
