import { type Field, FieldType } from '../../grafana/data.ts';
import { type Zone, zonesOf } from '../../plot/thresholds.ts';
import { valueText } from '../../plot/ticks.ts';

/** What a value means: its text and colour say it. */
export interface State {
  readonly text: string;
  readonly color: string;
  /** Where it stands among others. */
  readonly order: number;
}

/** Without mappings, a colour by thresholds makes all values between two of them one state. */
export function stateOf(field: Field, value: unknown): State {
  const { color = '', numeric, text } = field.display?.(value) ?? { text: String(value), numeric: Number.NaN };
  const { mappings, color: mode } = field.config;
  if (mappings?.length) return { text, color, order: numeric };
  const zones = zonesOf(field, field.state?.range?.min ?? 0, field.state?.range?.max ?? 100);
  const zone = zones.find(({ from, to }) => from <= numeric && numeric < to);
  const isByZone = field.type === FieldType.number && (mode?.mode ?? 'thresholds') === 'thresholds' && zones.length > 1;
  if (!isByZone || zone === undefined) return { text: valueText(field, value), color, order: numeric };
  return { text: zoneText(field, zone), color, order: zone.from };
}

function zoneText(field: Field, { from, to }: Zone): string {
  if (!Number.isFinite(from)) return `< ${valueText(field, to)}`;
  return Number.isFinite(to) ? `${valueText(field, from)} – ${valueText(field, to)}` : `≥ ${valueText(field, from)}`;
}

/** Each state once, the lowest first. */
export function statesIn(states: Iterable<State>): State[] {
  const all = new Map<string, State>();
  for (const state of states) all.set(`${state.text}\n${state.color}`, state);
  return [...all.values()].sort((one, other) =>
    one.order === other.order || Number.isNaN(one.order + other.order)
      ? one.text.localeCompare(other.text)
      : one.order - other.order,
  );
}
