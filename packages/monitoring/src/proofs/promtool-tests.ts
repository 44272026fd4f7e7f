import { stringify } from 'yaml';
import type { GeneratedFile } from '../generated-file.ts';
import { notice } from '../notice.ts';
import type { RuleFile } from '../rules/rule.ts';
import { defaultEvery } from './history.ts';
import { type Rule, ruleKeys } from './keys.ts';
import { promtoolTest } from './promtool-test.ts';
import { proofs } from './proofs.ts';

/**
 * Unit tests for `promtool test rules`, to lie beside the rule files. Paths are relative to `monitoring/`. Histories
 * with different intervals of evaluation stand in files of their own.
 */
export function promtoolTests(files: readonly RuleFile[]): GeneratedFile[] {
  const keys = ruleKeys(files);
  return files.flatMap(({ path, groups }) => {
    const rules = groups.flatMap((group) => group.rules);
    const name = groups.at(-1)?.name ?? '';
    const ruleFile = path.replace(/^prometheus\//, '../').replace(/^(?!\.\.)/, '../../');
    const tests = rules.flatMap((rule) => testsOf(rule, keys.get(rule) ?? ''));
    return [...Map.groupBy(tests, ({ every }) => every)].map(([every, of]) => ({
      path: `prometheus/tests/${name}${every === defaultEvery ? '' : `_${every}`}.yml`,
      text:
        notice +
        testFile(
          ruleFile,
          every,
          of.map(({ test }) => test),
          groups.map((group) => group.name),
        ),
    }));
  });
}

/** The tests of one rule, each with its interval of evaluation. */
export function testsOf(rule: Rule, key: string, of = proofs): { every: string; test: object }[] {
  return (of[key] ?? []).map((history) => ({
    every: history.every ?? defaultEvery,
    test: promtoolTest(rule, key, history),
  }));
}

/**
 * A file for `promtool test rules`; the rule file's path is relative to it.
 *
 * @param groups names of the rule file's groups in their order: promtool takes several in any order, a new one each run,
 *   and what one records would reach the other an evaluation late
 */
export function testFile(ruleFile: string, every: string, tests: readonly object[], groups: readonly string[] = []) {
  const order = groups.length > 1 ? { group_eval_order: groups } : {};
  return stringify({ rule_files: [ruleFile], evaluation_interval: every, ...order, tests }, { lineWidth: 0 });
}
