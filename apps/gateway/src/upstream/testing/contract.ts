import { describe } from 'vitest';
import { describeAborts } from './aborts.ts';
import { describeAnswers } from './answers.ts';
import { describeBrokenStreams } from './broken-streams.ts';
import { describeDeadlines } from './deadlines.ts';
import { describeFaults } from './faults.ts';
import type { Contract } from './harness.ts';
import { describeProbes } from './probes.ts';
import { describeStreams } from './streams.ts';

export type { Contract } from './harness.ts';

/** What every provider does in every dialect it serves, over a real connection to a scripted server. */
export function describeUpstreamContract(title: string, contract: Contract): void {
  describe(title, () => {
    describeAnswers(contract);
    describeStreams(contract);
    describeBrokenStreams(contract);
    describeFaults(contract);
    describeDeadlines(contract);
    describeAborts(contract);
    describeProbes(contract);
  });
}
