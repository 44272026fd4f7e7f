import type { DashboardUid } from '../dashboards/uids.ts';
import type { Links } from '../setup.ts';

/** How soon a person has to answer: 5 min, 30 min, the next business day; `none` is never shown to one. */
export type Severity = 'critical' | 'warning' | 'info' | 'none';

/** What a rule says; {@link alertRule} makes the rest of it. */
export interface AlertDefinition {
  readonly alert: string;
  readonly severity: Severity;
  /** The part of the platform that the alert is about; a template where the series say so themselves. */
  readonly component: string;
  /** What people use that suffers. */
  readonly service: 'llm-api' | 'testing' | 'audit' | 'host' | 'monitoring';
  /** Set where one alert inhibits another about the same thing. */
  readonly resource?: string;
  readonly expr: string;
  /** How long the expression must hold; unset, no time at all. */
  readonly for?: string;
  /** One constant sentence: notifications of one group share it. */
  readonly summary: string;
  /** With value and labels, as a Prometheus template. */
  readonly description: string;
  readonly dashboard: DashboardUid;
}

/** An alerting rule as it stands in a rule file. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  /** Default: the evaluation interval of Prometheus. */
  readonly interval?: string;
  readonly rules: readonly (AlertRule | RecordingRule)[];
}

/** A file below `monitoring/`. */
export interface RuleFile {
  readonly path: string;
  readonly groups: readonly RuleGroup[];
}

/**
 * Every alerting rule is made here: labels, links to runbook and dashboard, and a check of its texts.
 *
 * @throws RangeError when the summary is not one constant sentence, or the description says nothing of its own
 */
export function alertRule(definition: AlertDefinition, links: Links): AlertRule {
  const { alert, severity, component, service, resource, expr, summary, description, dashboard } = definition;
  if (!/^[A-Z][^{}\n]*\.$/.test(summary)) {
    throw new RangeError(`${alert}: the summary must be one sentence without templates, found "${summary}"`);
  }
  if (description.trim() === '' || description === summary) {
    throw new RangeError(`${alert}: the description must tell value and labels, found "${description}"`);
  }
  return {
    alert,
    expr,
    ...(definition.for !== undefined && { for: definition.for }),
    labels: { severity, component, service, ...(resource !== undefined && { resource }) },
    annotations: {
      summary,
      description,
      runbook_url: `${links.console}/runbooks/${alert}`,
      dashboard_url: `${links.dashboards}/d/${dashboard}`,
    },
  };
}
