import { Fault } from '../api/fault.ts';
import type { DashboardModel, PanelModel } from './model.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads classic Grafana JSON.
 *
 * @throws Fault that names each panel and list that cannot be used
 */
export function readModel(json: unknown): DashboardModel {
  const model = objectOf(json);
  if (model === undefined || !Array.isArray(model['panels'])) throw broken('It has no list of panels.');
  const panels: readonly unknown[] = model['panels'];
  const faults = [
    ...listFaults(model, ['links', 'templating.list', 'annotations.list']).map((fault) => `It has ${fault}.`),
    ...panels.flatMap(panelFaults),
  ];
  if (faults.length > 0) throw broken(faults.join(' '));
  return { ...known(model), panels: withIds(panels as PanelModel[]) } as unknown as DashboardModel;
}

function broken(what: string): Fault {
  return new Fault(
    `This dashboard cannot be drawn. ${what}`,
    'Mend its file, or export it from Grafana again as classic JSON.',
  );
}

function panelFaults(panel: unknown, at: number): string[] {
  const fields = objectOf(panel);
  if (fields === undefined) return [`Panel ${at + 1} is no object.`];
  const name = `Panel ${at + 1} (${JSON.stringify(fields['title'] ?? '')})`;
  const { panels: nested } = fields;
  return [
    ...(typeof fields['type'] === 'string' ? [] : ['no type']),
    ...(fields['gridPos'] === undefined
      ? ['no gridPos']
      : ['x', 'y', 'w', 'h']
          .filter((key) => !isLength(fieldAt(fields, `gridPos.${key}`)))
          .map((key) => `no number gridPos.${key}`)),
    ...listFaults(fields, ['targets', 'links', 'transformations', 'fieldConfig.overrides']),
  ]
    .map((fault) => `${name} has ${fault}.`)
    .concat(Array.isArray(nested) ? nested.flatMap(panelFaults).map((fault) => `In ${name}: ${fault}`) : []);
}

/** Those that are there and no lists of objects. */
function listFaults(fields: Fields, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const list = fieldAt(fields, path) ?? [];
    const good = Array.isArray(list) && list.every((item) => objectOf(item) !== undefined);
    return good ? [] : [`${path} that are no list of objects`];
  });
}

function fieldAt(fields: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => objectOf(at)?.[key], fields);
}

/** Beyond, no dashboard is meant, and a browser would lay it out for ever. */
const longest = 10_000;

function isLength(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= longest;
}

/** A panel without an id of its own gets one: the address and what is kept of its data know it by that. */
function withIds(panels: readonly PanelModel[]): PanelModel[] {
  const used = new Set<number>();
  const ids = panels.flatMap(({ id, panels }) => [id, ...(panels ?? []).map((inner) => inner.id)]);
  let next = Math.max(0, ...ids.filter(Number.isInteger));
  const one = (panel: PanelModel): PanelModel => {
    const id = Number.isInteger(panel.id) && !used.has(panel.id) ? panel.id : ++next;
    used.add(id);
    return { ...known(panel), id, ...(panel.panels && { panels: panel.panels.map(one) }) };
  };
  return panels.map(one);
}

/** Some programs write null for what is not there. */
function known<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as T;
}

function objectOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
