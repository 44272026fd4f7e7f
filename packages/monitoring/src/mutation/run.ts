import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Proofs } from '../proofs/history.ts';
import type { Rule } from '../proofs/keys.ts';
import { proofs as allProofs } from '../proofs/proofs.ts';
import { inParallel, runTests } from '../proofs/run-promtool.ts';
import { windowRules } from '../proofs/windows.ts';
import { ruleFiles } from '../rules/files.ts';
import type { RuleFile } from '../rules/rule.ts';
import { committedSetup } from '../setup.ts';
import { equivalents as allEquivalents, type Equivalent } from './equivalents.ts';
import { type Subject, subjects } from './subjects.ts';

export interface MutationOptions {
  /** Path of the program. */
  readonly promtool: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Default: the committed rules, and the parts that they are made of */
  readonly files?: readonly RuleFile[];
  readonly proofs?: Proofs;
  readonly equivalents?: readonly Equivalent[];
}

/** A mutant by the name of its rule, its place, and what was changed. */
export type MutantName = Omit<Equivalent, 'why'>;

export interface MutationReport {
  readonly total: number;
  readonly caught: number;
  /** Mutants that no proof catches, for a reason that {@link Equivalent} tells. */
  readonly equivalent: number;
  /** Mutants that no proof catches. */
  readonly survivors: readonly MutantName[];
  /** Entries of the table of equivalents that name no mutant, or one that a proof catches. */
  readonly needless: readonly Equivalent[];
}

/**
 * Runs the proofs of every rule against every mutant of it.
 *
 * @throws Error when the proofs of a rule fail without a mutant, or promtool cannot read one; the signal's reason
 */
export async function runMutations(options: MutationOptions): Promise<MutationReport> {
  const {
    promtool,
    signal,
    onProgress,
    files = [...ruleFiles(committedSetup), windowRules],
    proofs = allProofs,
  } = options;
  const { equivalents = allEquivalents } = options;
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-mutants-'));
  try {
    const all = subjects(files, proofs);
    await inParallel(all, async (subject) => {
      const { passed, output } = await prove(promtool, folder, subject, subject.rule, signal);
      if (!passed) throw new Error(`The proofs of ${subject.key} fail without a mutant:\n${output}`);
    });
    const runs = all.flatMap((subject) => subject.mutants.map((mutant) => ({ subject, mutant })));
    let done = 0;
    const caught = await inParallel(runs, async ({ subject, mutant }) => {
      const { passed, output } = await prove(promtool, folder, subject, mutant.rule, signal);
      if (output.includes('could not parse expression')) {
        throw new Error(`${subject.key} ${mutant.place} ${mutant.before} → ${mutant.after} is no PromQL:\n${output}`);
      }
      done += 1;
      onProgress?.(done, runs.length);
      return !passed;
    });
    const alive = runs
      .filter((_, at) => caught[at] === false)
      .map(({ subject: { key }, mutant: { place, before, after } }) => ({ rule: key, place, before, after }));
    const isListed = (mutant: MutantName) => equivalents.some((entry) => isSame(entry, mutant));
    return {
      total: runs.length,
      caught: runs.length - alive.length,
      equivalent: alive.filter(isListed).length,
      survivors: alive.filter((mutant) => !isListed(mutant)),
      needless: equivalents.filter((entry) => !alive.some((mutant) => isSame(entry, mutant))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the tests of a subject on a rule in its place, until one file of them fails. */
async function prove(promtool: string, folder: string, { needs, tests }: Subject, rule: Rule, signal?: AbortSignal) {
  const place = mkdtempSync(join(folder, 'mutant-'));
  writeFileSync(join(place, 'rules.yml'), stringify({ groups: [{ name: 'mutant', rules: [...needs, rule] }] }));
  let run = { passed: true, output: '' };
  for (const [at, text] of tests.entries()) {
    const file = join(place, `tests-${at}.yml`);
    writeFileSync(file, text);
    run = await runTests(promtool, file, signal);
    if (!run.passed) break;
  }
  rmSync(place, { recursive: true });
  return run;
}

function isSame(entry: MutantName, mutant: MutantName): boolean {
  return (['rule', 'place', 'before', 'after'] as const).every((part) => entry[part] === mutant[part]);
}
