import type { AlertRule, RuleFile, Severity } from './rule.ts';

/** What the runbook and other pages say of an alert. */
export interface DocumentedAlert {
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly for?: string;
  readonly expr: string;
  /** Its rule file, relative to `monitoring/`. */
  readonly file: string;
}

/** Every alert once: where several rules share a name, the most severe one stands for them. */
export function documented(files: readonly RuleFile[]): DocumentedAlert[] {
  const found = new Map<string, DocumentedAlert>();
  for (const { rule, file } of alertRules(files)) {
    if (found.has(rule.alert)) continue;
    const { alert: name, expr, labels, annotations } = rule;
    found.set(name, {
      name,
      severity: labels['severity'] as Severity,
      summary: annotations['summary'] ?? '',
      ...(rule.for !== undefined && { for: rule.for }),
      expr,
      file,
    });
  }
  return [...found.values()];
}

/** The alerting rules of all files, in order. */
export function alertRules(files: readonly RuleFile[]): { rule: AlertRule; file: string }[] {
  return files.flatMap(({ path, groups }) =>
    groups.flatMap(({ rules }) => rules.flatMap((rule) => ('alert' in rule ? [{ rule, file: path }] : []))),
  );
}
