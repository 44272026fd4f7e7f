import { seconds } from '../promql/windows.ts';
import { defaultEvery, type Proofs } from '../proofs/history.ts';
import { type Rule, ruleKeys } from '../proofs/keys.ts';
import { testFile, testsOf } from '../proofs/promtool-tests.ts';
import { windowRules } from '../proofs/windows.ts';
import type { RuleFile } from '../rules/rule.ts';
import { type Mutant, mutants } from './mutants.ts';

/** A rule with its proofs. */
export interface Subject {
  readonly key: string;
  readonly rule: Rule;
  /** Other rules whose results it looks at. */
  readonly needs: readonly Rule[];
  /** Files of tests for a rule file `rules.yml` beside them. */
  readonly tests: readonly string[];
  readonly mutants: readonly Mutant[];
}

/** Every rule of the files; those of {@link windowRules} are changed inside, too. */
export function subjects(files: readonly RuleFile[], proofs: Proofs): Subject[] {
  const parts = files.includes(windowRules) ? windowRules.groups.flatMap(({ rules }) => rules) : [];
  return [...ruleKeys(files)].map(([rule, key]) => {
    const tests = Map.groupBy(testsOf(rule, key, proofs), ({ every }) => every);
    const shortest = [...tests.keys()].toSorted((one, other) => seconds(one) - seconds(other))[0] ?? defaultEvery;
    return {
      key,
      rule,
      needs: rulesBehind(rule, files),
      tests: [...tests].map(([every, of]) =>
        testFile(
          'rules.yml',
          every,
          of.map(({ test }) => test),
        ),
      ),
      mutants: mutants(rule, shortest, parts.includes(rule)),
    };
  });
}

/** Rules of the same file that an expression names: by their recording, or as the alerts that it looks back to. */
function rulesBehind(rule: Rule, files: readonly RuleFile[]): Rule[] {
  const file = files.find(({ groups }) => groups.some(({ rules }) => rules.includes(rule)));
  const [, alerts] = /ALERTS\{alertname=~"([^"]+)"/.exec(rule.expr) ?? [];
  const isNamed = (other: Rule) =>
    'record' in other ? rule.expr.includes(other.record) : new RegExp(`^(?:${alerts ?? ''})$`).test(other.alert);
  return (file?.groups ?? []).flatMap(({ rules }) => rules.filter((other) => other !== rule && isNamed(other)));
}
