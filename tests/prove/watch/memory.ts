import { setTimeout as delay } from 'node:timers/promises';
import { peakResidentBytes, residentBytes } from '../../support/processes.ts';
import { megabytes, thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';
import type { WatchScene } from './scene.ts';

const most = 180e6;
const mostPerThousand = 1e6;
const batchCount = 10_000;
const longestBatchMs = 30_000;
/** Batches of which the lowest memory counts, so that garbage does not. */
const window = 200;

interface Sample {
  readonly batch: number;
  readonly bytes: number;
}

export interface Subject {
  readonly scene: WatchScene;
  readonly pid: number;
  readonly files: number;
  edit(number: number, text: string): void;
}

/** Resident memory of the process, from /proc, while one batch of one file follows another. */
export async function measureMemory(subject: Subject, { quick, log }: StepOptions): Promise<Measurement[]> {
  const samples = await batches(subject, quick ? 500 : batchCount);
  const peak = peakResidentBytes(subject.pid) ?? Number.NaN;
  const done = samples.at(-1)?.batch ?? 0;
  log(`memory, lowest of every ${window} batches: ${samples.map(({ bytes }) => megabytes(bytes)).join(', ')}`);
  const growth = slopeOf(samples.filter(({ batch }) => batch > done / 4)) * 1_000;
  const measurements = [
    {
      promise: `Its memory with a tree of ${thousands(subject.files)} files, all of which were edited at once, and over ${thousands(done)} batches`,
      bar: `at any moment ≤ ${megabytes(most)}`,
      measured: `at most ${megabytes(peak)}, in the end ${megabytes(samples.at(-1)?.bytes ?? Number.NaN)}`,
      holds: peak <= most,
    },
    {
      promise: `It is flat over ${thousands(done)} batches of the fastest command there is (median slope over the last three quarters)`,
      bar: `≤ ${megabytes(mostPerThousand)} per 1,000 batches`,
      measured: `${(growth / 1e6).toFixed(2)} MB per 1,000 batches`,
      holds: growth <= mostPerThousand,
    },
  ];
  // A slope of a few seconds is noise.
  return quick ? measurements.slice(0, 1) : measurements;
}

/** Each has ended before the next begins. */
async function batches({ scene, pid, edit }: Subject, count: number): Promise<Sample[]> {
  const history = scene.open('history.db');
  const query = history.prepare('SELECT max(id) AS id FROM runs');
  const lastRun = () => Number(query.get()?.['id']);
  const samples: Sample[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (let batch = 1; batch <= count; batch++) {
    const before = lastRun();
    edit(batch, `batch ${batch}`);
    for (const late = performance.now() + longestBatchMs; lastRun() === before; await delay(2)) {
      if (performance.now() > late) throw new Error(`batch ${batch} has no run after ${longestBatchMs} ms`);
    }
    lowest = Math.min(lowest, residentBytes(pid) ?? Number.NaN);
    if (batch % window > 0) continue;
    samples.push({ batch, bytes: lowest });
    lowest = Number.POSITIVE_INFINITY;
  }
  history.close();
  return samples;
}

/** The median of the slopes between any two, which single heights do not bend. */
function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((one, index) =>
    samples.slice(index + 1).map((other) => (other.bytes - one.bytes) / (other.batch - one.batch)),
  );
  return slopes.toSorted((a, b) => a - b)[slopes.length >> 1] ?? Number.NaN;
}
