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

/** Those that measure seconds of the machine come before those in the background, or long behind them. */
const steps: readonly Step[] = [
  startStep,
  drillStep,
  agentsStep,
  watchStep,
  mutationStep,
  alertStep,
  slackStep,
  panelsStep,
  consoleStep,
  analysisStep,
  auditStep,
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
const inBackground: Promise<StepResult>[] = [];
const results: StepResult[] = [];
for (const step of chosen) {
  const result = measure(step);
  if (step.isBackground) inBackground.push(result);
  else results.push(await result);
}
results.push(...(await Promise.all(inBackground)));
if (!values.quick) {
  const page = join(root, 'docs', 'PROOF.md');
  writeFileSync(page, renderProof(names, results, existsSync(page) ? readFileSync(page, 'utf8') : ''));
  process.stdout.write('\nWrote docs/PROOF.md\n');
}
const broken = results.flatMap(({ measurements }) => measurements).filter(({ holds }) => !holds).length;
process.stdout.write(broken === 0 ? '\nEvery promise holds.\n' : `\n${broken} promises are broken.\n`);
process.exit(broken === 0 ? 0 : 1);

/** A step that cannot be carried out proves nothing, and must not keep the others from being measured. */
async function measure(step: Step): Promise<StepResult> {
  process.stdout.write(`\n${step.name}: ${step.about}${step.isBackground ? ', in the background' : ''}\n`);
  const log = (line: string) => void process.stdout.write(`  ${step.isBackground ? `${step.name}: ` : ''}${line}\n`);
  const measurements = await step.run({ quick: values.quick, log }).catch((error: unknown): Measurement[] => {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const measured = `failed: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
    return [{ promise: `The step ${step.name} can be carried out`, bar: 'yes', measured, holds: false }];
  });
  for (const measurement of measurements) log(renderMeasurement(measurement));
  return { step, measurements, date: new Date() };
}
