import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Severity } from '../../rules/rule.ts';

/** The colour of a severity, in panels as in notifications; green is what no alert speaks of. */
export const severityColour = {
  critical: 'red',
  warning: 'yellow',
  info: 'blue',
  none: 'text',
} as const satisfies Record<Severity, string>;

/** From which value on an alert of which severity is due. */
export type Limit = readonly [severity: Severity, value: number];

/** Green, until a value reaches a limit. Limits ascend. */
export function rising(...limits: readonly Limit[]): ThresholdsConfigBuilder {
  return steps(
    'green',
    limits.map(([severity, value]) => ({ value, color: severityColour[severity] })),
  );
}

/** Green from the highest limit on; below a limit, its colour. Limits ascend. */
export function falling(...limits: readonly Limit[]): ThresholdsConfigBuilder {
  const colours = [...limits.map(([severity]) => severityColour[severity]), 'green'];
  return steps(
    colours[0] ?? 'green',
    limits.map(([, value], index) => ({ value, color: colours[index + 1] ?? 'green' })),
  );
}

/** One colour for every value. Grafana's own default would turn red at 80. */
export function always(colour: string): ThresholdsConfigBuilder {
  return steps(colour, []);
}

function steps(base: string, above: readonly { value: number; color: string }[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ value: null, color: base }, ...above]);
}
