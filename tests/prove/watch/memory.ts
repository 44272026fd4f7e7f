import { setTimeout as delay } from 'node:timers/promises';
import { peakResidentBytes, residentBytes } from '../../support/processes.ts';
import { megabytes, thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';
import type { WatchScene } from './scene.ts';

const most = 180e6;
const mostPerThousand = 1e6;
const longestBatchMs = 30_000;

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
  const samples = await batches(subject, quick ? 10_000 : 150_000);
  const peak = peakResidentBytes(subject.pid) ?? Number.NaN;
  const done = samples.at(-1)?.batch ?? 0;
  log(`memory, every 100 batches: ${samples.map(({ bytes }) => megabytes(bytes)).join(', ')}`);
  const growth = slopeOf(samples.filter(({ batch }) => batch > done / 4)) * 1_000;
  return [
    {
      promise: `Its memory with a tree of ${thousands(subject.files)} files, all of which were edited at once, and over ${thousands(done)} batches`,
      bar: `at any moment ≤ ${megabytes(most)}`,
      measured: `at most ${megabytes(peak)}, in the end ${megabytes(samples.at(-1)?.bytes ?? Number.NaN)}`,
      holds: peak <= most,
    },
    {
      promise: `It is flat over ${thousands(done)} batches of the fastest command there is (straight line through the last three quarters)`,
      bar: `≤ ${megabytes(mostPerThousand)} per 1,000 batches`,
      measured: `${(growth / 1e6).toFixed(2)} MB per 1,000 batches`,
      holds: growth <= mostPerThousand,
    },
  ];
}

/** As many as there is time for, each ended before the next begins; the mean of every hundred. */
async function batches({ scene, pid, edit }: Subject, durationMs: number): Promise<Sample[]> {
  const history = scene.open('history.db');
  const query = history.prepare('SELECT max(id) AS id FROM runs');
  const lastRun = () => Number(query.get()?.['id']);
  const samples: Sample[] = [];
  const end = performance.now() + durationMs;
  let sum = 0;
  for (let batch = 1; performance.now() < end; batch++) {
    const before = lastRun();
    edit(batch, `batch ${batch}`);
    for (const late = performance.now() + longestBatchMs; lastRun() === before; await delay(2)) {
      if (performance.now() > late) throw new Error(`batch ${batch} has no run after ${longestBatchMs} ms`);
    }
    sum += residentBytes(pid) ?? Number.NaN;
    if (batch % 100 > 0) continue;
    samples.push({ batch, bytes: sum / 100 });
    sum = 0;
  }
  history.close();
  return samples;
}

/** By least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (pick: (sample: Sample) => number) => samples.reduce((sum, one) => sum + pick(one), 0) / samples.length;
  const [batch, bytes] = [mean((one) => one.batch), mean((one) => one.bytes)];
  const covariance = mean((one) => (one.batch - batch) * (one.bytes - bytes));
  return covariance / mean((one) => (one.batch - batch) ** 2);
}
