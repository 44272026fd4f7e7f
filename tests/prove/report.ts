import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { root } from '../support/command.ts';
import type { Measurement, Step } from './step.ts';

export interface StepResult {
  readonly step: Step;
  readonly measurements: readonly Measurement[];
  readonly date: Date;
}

const introduction = `# Proof

What Switchgear promises, measured by \`npm run prove\`, which writes this page. \`npm run prove -- --only <step>\` measures
one step again and replaces its section; \`--quick\` prints a short form, which proves nothing, and writes nothing.
`;

/** The page docs/PROOF.md: sections of steps that were measured now, and those of the page before for the others. */
export function renderProof(names: readonly string[], results: readonly StepResult[], before: string): string {
  const old = new Map(before.split(/^(?=## )/m).map((section) => [/^## (\S+):/.exec(section)?.[1], section.trimEnd()]));
  const sections = names.flatMap((name) => {
    const result = results.find(({ step }) => step.name === name);
    return (result === undefined ? old.get(name) : renderSection(result)) ?? [];
  });
  return `${[introduction, ...sections].join('\n')}\n`.replaceAll(/\n(?=## )/g, '\n\n').replaceAll(/\n{3,}/g, '\n\n');
}

function renderSection({ step, measurements, date }: StepResult): string {
  const rows = measurements.map(({ promise, bar, measured, holds }) =>
    row([promise, bar, measured, holds ? 'yes' : '**no**']),
  );
  return [
    `## ${step.name}: ${step.about}`,
    '',
    row(['promise', 'bar', 'measured', 'holds']),
    '|---|---|---|---|',
    ...rows,
    '',
    `Measured ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC at ${revision()} on ${machine()}.`,
  ].join('\n');
}

export function renderMeasurement({ promise, bar, measured, holds }: Measurement): string {
  return `${holds ? 'holds ' : 'BROKEN'}  ${promise}\n        bar: ${bar}\n        measured: ${measured}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function machine(): string {
  const [cpu] = cpus();
  const model = cpu === undefined ? '' : ` (${cpu.model.trim()})`;
  const gigabytes = (totalmem() / 1e9).toFixed(0);
  return `${cpus().length} cores${model}, ${gigabytes} GB of memory, ${system()}, Node.js ${process.versions.node}`;
}

function system(): string {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  } catch {
    return `${process.platform} ${process.arch}`;
  }
}

function revision(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain')
    .split('\n')
    .some((line) => line !== '' && !line.endsWith('docs/PROOF.md'));
  return `revision ${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' with changes that are not committed' : ''}`;
}
