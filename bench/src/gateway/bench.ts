import { type LoadResult, percentile, send } from './load.ts';
import { cpuSeconds, residentMegabytes, type Subject, startBareProxy, startGateway, startStub } from './processes.ts';

interface Row {
  name: string;
  /** Milliseconds at one connection. */
  p50Ms: number;
  p99Ms: number;
  /** CPU seconds of the server per 10,000 requests. */
  cpuPer10k: number;
  requestsPerSecond: number;
  firstByteMs: number;
  /** CPU seconds of the server per 1,000 streams of 100 chunks. */
  cpuPer1kStreams: number;
  residentMegabytes: number;
}

const rounds = 3;

/** The gateway beside the stub itself and beside a bare proxy, in turns within one run; medians of the rounds. */
export async function run({ json = false }: { json?: boolean } = {}): Promise<boolean> {
  const stub = await startStub();
  const subjects = [stub, await startBareProxy(stub.origin), await startGateway(stub.origin)];
  try {
    for (const subject of subjects) await measure(subject, 0.3);
    const measured: Row[][] = subjects.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, subject] of subjects.entries()) measured[index]?.push(await measure(subject, 1));
    }
    const [direct, bare, ours] = measured.map(medianRow);
    if (direct === undefined || bare === undefined || ours === undefined) throw new Error('a subject was not measured');
    return report([direct, bare, ours], json);
  } finally {
    for (const { child } of subjects) child.kill();
  }
}

async function measure(subject: Subject, scale: number): Promise<Row> {
  const load = (shape: 'json' | 'stream', connections: number, requests: number) =>
    withCpu(subject, () =>
      send({ origin: subject.origin, path: subject.path, shape, connections, requests: Math.ceil(requests * scale) }),
    );
  const single = await load('json', 1, 2000);
  const many = await load('json', 100, 15_000);
  const streams = await load('stream', 20, 600);
  const singleStream = await load('stream', 1, 300);
  return {
    name: subject.name,
    p50Ms: percentile(single.result.totalMs, 0.5),
    p99Ms: percentile(single.result.totalMs, 0.99),
    cpuPer10k: (many.cpu / many.result.totalMs.length) * 10_000,
    requestsPerSecond: many.result.totalMs.length / many.result.seconds,
    firstByteMs: percentile(singleStream.result.firstByteMs, 0.5),
    cpuPer1kStreams: (streams.cpu / streams.result.totalMs.length) * 1000,
    residentMegabytes: residentMegabytes(subject),
  };
}

async function withCpu(
  subject: Subject,
  work: () => Promise<LoadResult>,
): Promise<{ result: LoadResult; cpu: number }> {
  const before = cpuSeconds(subject);
  const result = await work();
  return { result, cpu: cpuSeconds(subject) - before };
}

function medianRow(rows: readonly Row[]): Row {
  const median = (pick: (row: Row) => number) => rows.map(pick).sort((a, b) => a - b)[rows.length >> 1] ?? Number.NaN;
  return {
    name: rows[0]?.name ?? '',
    p50Ms: median((row) => row.p50Ms),
    p99Ms: median((row) => row.p99Ms),
    cpuPer10k: median((row) => row.cpuPer10k),
    requestsPerSecond: median((row) => row.requestsPerSecond),
    firstByteMs: median((row) => row.firstByteMs),
    cpuPer1kStreams: median((row) => row.cpuPer1kStreams),
    residentMegabytes: median((row) => row.residentMegabytes),
  };
}

/**
 * Prints the table and our bars; tells whether all of them hold. The bars are ratios to the bare proxy of the same run,
 * because absolute times are the machine's: where a bare proxy needed 0.55 CPU s, ours was to need at most 0.9; where its
 * stream began after 0.62 ms, ours was to begin after at most 0.96 ms; and so on.
 */
function report([direct, bare, ours]: [Row, Row, Row], json: boolean): boolean {
  const bars = [
    { bar: 'p50, 1 connection', value: ours.p50Ms / bare.p50Ms, most: 1.55 },
    { bar: 'CPU per 10,000 requests', value: ours.cpuPer10k / bare.cpuPer10k, most: 1.65 },
    { bar: 'bare requests/s over ours', value: bare.requestsPerSecond / ours.requestsPerSecond, most: 1 / 0.6 },
    { bar: 'first byte of a stream', value: ours.firstByteMs / bare.firstByteMs, most: 1.55 },
    { bar: 'CPU per 1,000 streams', value: ours.cpuPer1kStreams / bare.cpuPer1kStreams, most: 1.7 },
    { bar: 'resident memory', value: ours.residentMegabytes / bare.residentMegabytes, most: 1.4 },
  ].map((row) => ({ ...row, holds: row.value <= row.most }));
  if (json) {
    console.log(JSON.stringify({ subjects: [direct, bare, ours], bars }));
  } else {
    console.log('\nGateway (medians of 3 interleaved rounds; trust ratios, not absolute times)\n');
    console.table(
      Object.fromEntries(
        [direct, bare, ours].map(({ name, ...row }) => [
          name,
          Object.fromEntries(Object.entries(row).map(([column, value]) => [column, Number(value.toFixed(2))])),
        ]),
      ),
    );
    for (const { bar, value, most, holds } of bars) {
      console.log(
        `${holds ? 'holds ' : 'MISSED'}  ${bar}: ${value.toFixed(2)}x the bare proxy's (at most ${most.toFixed(2)}x)`,
      );
    }
  }
  return bars.every(({ holds }) => holds);
}
