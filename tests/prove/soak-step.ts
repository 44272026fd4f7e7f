import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reconcile, total } from '../load/accounts.ts';
import { outcomes } from '../load/judge.ts';
import { memoryTrend } from '../load/memory.ts';
import { type SoakReport, soak, soakSettings } from '../load/soak.ts';
import { Platform } from '../support/platform.ts';
import { megabytes, milliseconds, seconds, thousands } from './figures.ts';
import type { Measurement, Step } from './step.ts';

const perSecond = 200;
/** Less than 50 bytes a request: no leak that matters stays below it. */
const growthBytesPerMinute = 0.5e6;
/** What the second half may add to the first: by then garbage has risen to its limit more than once. */
const halfRatio = 1.1;
const refusalMs = 50;
const recoverySeconds = 15;

/** Ten minutes of mixed load with random faults on every key. */
export const soakStep: Step = {
  name: 'soak',
  about: 'mixed load at 200 requests a second, random faults on every key',
  async run({ quick, log }) {
    const length = quick ? 30 : 600;
    const seed = process.env['SWITCHGEAR_TEST_SEED'] ?? String(Date.now());
    log(`${length} s, SWITCHGEAR_TEST_SEED=${seed}`);
    const platform = await Platform.start({ settings: soakSettings });
    let report: SoakReport;
    try {
      report = await soak(platform, { seconds: length, perSecond, seed });
      const file = join(tmpdir(), `switchgear-soak-${seed}.json`);
      writeFileSync(file, JSON.stringify(report, null, 2));
      log(`everything that was measured: ${file}`);
    } finally {
      await platform.dispose();
    }
    const ends = outcomes.map((outcome) => `${outcome} ${thousands(total(report.client, outcome))}`).join(', ');
    log(`${thousands(report.requests)} requests ended in ${ends}; faults: ${JSON.stringify(report.faults)}`);
    for (const line of [...report.violations, ...report.faultLines].slice(0, 20)) log(line);
    return [answers(report), accounts(report), refusals(report), memory(report), faults(report), recovery(report)];
  },
};

function answers({ violations, requests }: SoakReport): Measurement {
  return {
    promise: 'No request is answered wrongly: each answer is complete and its own, a documented error, or visibly cut',
    bar: '0 wrong',
    measured: `${violations.length} wrong of ${thousands(requests)}`,
    holds: violations.length === 0,
  };
}

function accounts({ client, gateway, requests }: SoakReport): Measurement {
  const { crossed, differences } = reconcile(client, gateway);
  const left = total(client, 'client_abort');
  const all = total(client) === requests;
  return {
    promise:
      "Every request is accounted for: the clients' count by provider and outcome equals `gateway_requests_total`",
    bar: 'equal, but for clients that left while their answer was on the way (at most 1 % of those that left)',
    measured:
      differences.length > 0
        ? differences.join('; ')
        : `${thousands(total(gateway))} of ${thousands(requests)} equal, ${crossed} of ${thousands(left)} leavers crossed their answer`,
    holds: all && differences.length === 0 && crossed <= left / 100,
  };
}

function refusals({
  refusals: { count, medianMs, p99Ms, slowestMs, ownP99Ms, ownSlowestMs },
}: SoakReport): Measurement {
  return {
    promise:
      'A refusal (503) is quick, measured from sending to its head, less the time in which gateway or sandbox had no ' +
      "processor or the clients' own process stood still",
    bar: `slowest ≤ ${refusalMs} ms`,
    measured:
      `slowest ${milliseconds(ownSlowestMs)}, p99 ${milliseconds(ownP99Ms)} of ${thousands(count)} ` +
      `(by the clock: median ${milliseconds(medianMs)}, p99 ${milliseconds(p99Ms)}, slowest ${milliseconds(slowestMs)})`,
    holds: count > 0 && ownSlowestMs <= refusalMs,
  };
}

function memory({ memory: samples }: SoakReport): Measurement {
  const trend = memoryTrend(samples);
  const peak = Math.max(...samples.map(({ bytes }) => bytes));
  return {
    promise: "The gateway's memory is flat after the first minute (resident, sampled every second)",
    bar: `a typical minute adds ≤ ${growthBytesPerMinute / 1e6} MB, the second half's peak is ≤ ${halfRatio} times the first's`,
    measured:
      trend === undefined
        ? `too short to tell, peak ${megabytes(peak)}`
        : `a typical minute adds ${(trend.bytesPerMinute / 1e6).toFixed(2)} MB; peak of the first half ` +
          `${megabytes(trend.firstHalfPeakBytes)}, of the second ${megabytes(trend.secondHalfPeakBytes)}`,
    holds:
      trend === undefined ||
      (trend.bytesPerMinute <= growthBytesPerMinute &&
        trend.secondHalfPeakBytes <= trend.firstHalfPeakBytes * halfRatio),
  };
}

function faults({ faultLines }: SoakReport): Measurement {
  return {
    promise: 'No unhandled rejection and no fault of its own in the log of the gateway',
    bar: '0 lines',
    measured: `${faultLines.length} lines`,
    holds: faultLines.length === 0,
  };
}

function recovery({ recoveredSeconds }: SoakReport): Measurement {
  return {
    promise:
      'With the faults gone every key closes again by the free probes alone (open time up to 4 s, probes after 1 and 2 s)',
    bar: `≤ ${recoverySeconds} s`,
    measured: seconds(recoveredSeconds),
    holds: recoveredSeconds <= recoverySeconds,
  };
}
