import { cpus } from 'node:os';
import { judge } from './bars.ts';
import { failureSubjects } from './failure.ts';
import { footprints } from './footprint.ts';
import { measure, type Results } from './harness.ts';
import { rejectionSubjects } from './rejection.ts';
import { successSubjects } from './success.ts';

// A batch of under a millisecond mostly fits between two interruptions, and the median drops those that do not.
const callsPerBatch = 4_000;
const rounds = 151;

/** Measures the breaker beside its peers; true when every bar holds. */
export async function run({ json = false }: { json?: boolean } = {}): Promise<boolean> {
  const weights = footprints();
  const success = await measure(successSubjects(), callsPerBatch, rounds);
  const rejection = await measure(await rejectionSubjects(), callsPerBatch, rounds);
  const failure = await measure(await failureSubjects(), callsPerBatch, rounds);
  const verdicts = judge(new Map([...success, ...rejection, ...failure]), weights);
  if (json) {
    const results = Object.fromEntries([...success, ...rejection, ...failure]);
    console.log(JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, results, weights, verdicts }, null, 2));
  } else {
    console.log(`Breakers, median of ${rounds} interleaved rounds on Node ${process.version}, ${cpus()[0]?.model}\n`);
    printTimes('closed, success', success, 'bare await');
    printTimes('open, rejected', rejection, 'bare rejection');
    printTimes('closed, failure that does not trip', failure, undefined);
    printRow('idle breaker', 'bytes', 'timers');
    for (const { name, bytes, timers } of weights) printRow(`  ${name}`, bytes.toFixed(0), timers.toFixed(0));
    console.log();
    for (const { bar, value, limit, passed } of verdicts) {
      printRow(`${passed ? 'PASS' : 'FAIL'}  ${bar}`, value.toFixed(2), `<= ${limit}`);
    }
  }
  return verdicts.every(({ passed }) => passed);
}

function printTimes(title: string, results: Results, base: string | undefined): void {
  printRow(title, 'ns/call', base ? `x ${base}` : '');
  const floor = base ? results.get(base) : undefined;
  for (const [name, ns] of results) printRow(`  ${name}`, ns.toFixed(0), floor ? (ns / floor).toFixed(2) : '');
  console.log();
}

function printRow(label: string, value: string, note: string): void {
  console.log(`${label.padEnd(56)}${value.padStart(10)}${note.padStart(18)}`);
}
