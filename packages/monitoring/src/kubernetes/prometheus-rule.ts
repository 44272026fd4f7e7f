import { basename } from 'node:path';
import { stringify } from 'yaml';
import { notice } from '../notice.ts';
import type { RuleFile } from '../rules/rule.ts';

/** The label by which our objects and pods are known. */
export const partOf = { 'app.kubernetes.io/part-of': 'switchgear' } as const;

/** A PrometheusRule of the Prometheus Operator for each rule file, in one stream of YAML documents. */
export function prometheusRule(files: readonly RuleFile[]): string {
  const objects = files.map(({ path, groups }) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: `switchgear-${basename(path, '.yml').replaceAll('_', '-')}`, labels: partOf },
    spec: { groups },
  }));
  const options = { aliasDuplicateObjects: false, lineWidth: 0 };
  return notice + objects.map((object) => stringify(object, options)).join('---\n');
}
