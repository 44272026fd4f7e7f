import type { AlertRule, RecordingRule, RuleFile } from '../rules/rule.ts';

/** What is proven: an alert or a recording. */
export type Rule = AlertRule | RecordingRule;

/** What a rule is called in proofs: its name, with the severity where several rules share it. */
export function ruleKeys(files: readonly RuleFile[]): Map<Rule, string> {
  const rules = files.flatMap(({ groups }) => groups.flatMap((group) => group.rules));
  const shared = Map.groupBy(rules, nameOf);
  return new Map(
    rules.map((rule) => {
      const name = nameOf(rule);
      const alone = shared.get(name)?.length === 1;
      return [rule, alone || !('alert' in rule) ? name : `${name} ${rule.labels['severity']}`];
    }),
  );
}

function nameOf(rule: Rule): string {
  return 'alert' in rule ? rule.alert : rule.record;
}
