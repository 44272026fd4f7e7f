// Proves what takes minutes or promises seconds: npm run prove [-- --only <step> | --quick]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/command.ts';
import { agentsStep } from './agents-step.ts';
import { alertStep } from './alert-step.ts';
import { analysisStep } from './analysis-step.ts';
import { auditStep } from './audit-step.ts';
import { benchStep } from './bench-step.ts';
import { consoleStep } from './console-step.ts';
import { drillStep } from './drill-step.ts';
import { killStep } from './kill-step.ts';
import { mutationStep } from './mutation-step.ts';
import { panelsStep } from './panels-step.ts';
import { renderMeasurement, renderProof, type StepResult } from './report.ts';
import { slackStep } from './slack-step.ts';
import { soakStep } from './soak-step.ts';
import { startStep } from './start-step.ts';
import type { Measurement, Step } from './step.ts';
import { watchStep } from './watch-step.ts';

const steps: readonly Step[] = [
  startStep,
  mutationStep,
  drillStep,
  alertStep,
  slackStep,
  panelsStep,
  consoleStep,
  watchStep,
  auditStep,
  analysisStep,
  agentsStep,
  killStep,
  benchStep,
  soakStep,
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean', default: false } },
});
const names = steps.map(({ name }) => name);
const unknown = values.only?.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no step ${unknown}. The steps are: ${names.join(', ')}\n`);
  process.exit(2);
}

const chosen = steps.filter(({ name }) => values.only?.includes(name) ?? true);
const begun = new Map(chosen.filter((step) => step.isBackground).map((step) => [step, measure(step)]));
const results: StepResult[] = [];
for (const step of chosen) {
  process.stdout.write(`\n${step.name}: ${step.about}\n`);
  const measurements = await (begun.get(step) ?? measure(step));
  for (const measurement of measurements) process.stdout.write(`  ${renderMeasurement(measurement)}\n`);
  results.push({ step, measurements, date: new Date() });
}
if (!values.quick) {
  const page = join(root, 'docs', 'PROOF.md');
  writeFileSync(page, renderProof(names, results, existsSync(page) ? readFileSync(page, 'utf8') : ''));
  process.stdout.write('\nWrote docs/PROOF.md\n');
}
const broken = results.flatMap(({ measurements }) => measurements).filter(({ holds }) => !holds).length;
process.stdout.write(broken === 0 ? '\nEvery promise holds.\n' : `\n${broken} promises are broken.\n`);
process.exit(broken === 0 ? 0 : 1);

/** A step that cannot be carried out proves nothing, and must not keep the others from being measured. */
async function measure(step: Step): Promise<Measurement[]> {
  const name = step.isBackground ? `${step.name}: ` : '';
  const log = (line: string) => void process.stdout.write(`  ${name}${line}\n`);
  try {
    return await step.run({ quick: values.quick, log });
  } catch (error) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const measured = `failed: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
    return [{ promise: `The step ${step.name} can be carried out`, bar: 'yes', measured, holds: false }];
  }
}
