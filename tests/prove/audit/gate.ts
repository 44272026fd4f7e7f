import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandResult } from '../../support/command.ts';
import { ExampleProject } from '../../support/example-project.ts';
import { Platform } from '../../support/platform.ts';
import { seconds } from '../figures.ts';
import type { Measurement } from '../step.ts';
import { exampleCoverage, withoutMostTests } from './example-coverage.ts';

const gateSeconds = 5;
const repeats = 3;

/** The gate of the example project, as CI runs it. */
export async function measureGate(): Promise<Measurement[]> {
  const project = new ExampleProject();
  const [platform, withoutCommand] = await Promise.all([
    Platform.prepare({ settings: { audit_agent: { coverage: exampleCoverage } } }),
    Platform.prepare(),
  ]);
  const gate = (where: Platform) => where.switchgear(['audit', project.path, '--gate']);
  try {
    const passed: CommandResult[] = [];
    for (let number = 0; number < repeats; number++) passed.push(await gate(platform));
    const restore = withoutMostTests(project);
    const lowered = await gate(platform);
    restore();
    rmSync(join(project.path, 'coverage'), { recursive: true });
    const without = await gate(withoutCommand);
    const slowest = Math.max(...passed.map(({ durationMs }) => durationMs)) / 1000;
    const says = ({ status, output }: CommandResult, text: string) =>
      `status ${status}, ${output.includes(text) ? 'and says so' : `but says ${output}`}`;
    return [
      {
        promise: '`switchgear audit --gate` of the example project, its tests included',
        bar: `status 0, each time < ${gateSeconds} s`,
        measured: `status ${[...new Set(passed.map(({ status }) => status))].join(' and ')}, slowest ${seconds(slowest)}`,
        holds: passed.every(({ status }) => status === 0) && slowest < gateSeconds,
      },
      {
        promise: 'With most of its tests removed it is not passed',
        bar: 'status 1',
        measured: says(lowered, 'The gate is not passed'),
        holds: lowered.status === 1 && lowered.output.includes('The gate is not passed'),
      },
      {
        promise: 'Without a report it cannot be judged, which does not count as passed',
        bar: 'status 2',
        measured: says(without, 'could not be judged'),
        holds: without.status === 2 && without.output.includes('could not be judged'),
      },
    ];
  } finally {
    await platform.dispose();
    await withoutCommand.dispose();
    project.dispose();
  }
}
