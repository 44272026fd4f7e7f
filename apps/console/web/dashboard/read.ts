import { Fault } from '../api/fault.ts';
import type { DashboardModel, PanelModel } from './model.ts';

/**
 * Reads classic Grafana JSON.
 *
 * @throws Fault that names each panel that cannot be placed or told apart
 */
export function readModel(json: unknown): DashboardModel {
  const model = objectOf(json);
  if (model === undefined || !Array.isArray(model['panels'])) throw broken('It has no list of panels.');
  const panels: unknown[] = model['panels'];
  const faults = panels.flatMap((panel, at) => faultsOf(panel, at));
  if (faults.length > 0) throw broken(faults.join(' '));
  return { ...model, panels: withIds(panels as PanelModel[]) } as unknown as DashboardModel;
}

function broken(what: string): Fault {
  return new Fault(
    `This dashboard cannot be drawn. ${what}`,
    'Mend its file, or export it from Grafana again as classic JSON.',
  );
}

function faultsOf(panel: unknown, at: number): string[] {
  const fields = objectOf(panel);
  if (fields === undefined) return [`Panel ${at + 1} is no object.`];
  const name = `Panel ${at + 1} (${JSON.stringify(fields['title'] ?? '')})`;
  const place = objectOf(fields['gridPos']);
  const nested: unknown = fields['panels'] ?? [];
  return [
    ...(typeof fields['type'] === 'string' ? [] : [`${name} has no type.`]),
    ...(place === undefined
      ? [`${name} has no gridPos.`]
      : ['x', 'y', 'w', 'h']
          .filter((key) => !isLength(place[key]))
          .map((key) => `${name} has no number gridPos.${key}.`)),
    ...['targets', 'links', 'transformations']
      .filter((key) => !isList(fields[key]))
      .map((key) => `${name} has ${key} that are no list.`),
    ...(Array.isArray(nested)
      ? nested.flatMap((one, inner) => faultsOf(one, inner).map((fault) => `In ${name}: ${fault}`))
      : []),
  ];
}

function isLength(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isList(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

/** A panel without an id of its own gets one: the address and what is kept of its data know it by that. */
function withIds(panels: readonly PanelModel[]): PanelModel[] {
  const used = new Set<number>();
  let next = Math.max(
    0,
    ...panels.flatMap(({ id, panels = [] }) => [id, ...panels.map((inner) => inner.id)]).filter(Number.isInteger),
  );
  const one = (panel: PanelModel): PanelModel => {
    const id = Number.isInteger(panel.id) && !used.has(panel.id) ? panel.id : ++next;
    used.add(id);
    return { ...panel, id, ...(panel.panels && { panels: panel.panels.map(one) }) };
  };
  return panels.map(one);
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
