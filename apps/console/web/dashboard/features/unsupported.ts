import type { DashboardModel, PanelModel } from '../model.ts';
import { annotation, dashboard, isPrometheus, variables } from './dashboards.ts';
import { fieldShape, matcher } from './fields.ts';
import { options, panel as panelShape, target } from './panels.ts';
import { shapeAt, strangeIn } from './shape.ts';

/**
 * What of a dashboard the console does not draw, each by its place. A test holds our own dashboards to it, and a
 * panel says so of itself: an option that is known and drawn otherwise than in Grafana is worse than one that is named.
 */
export function unsupportedFeatures(model: DashboardModel): string[] {
  const panels = model.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  return [
    ...unsupportedAround(model),
    ...panels.flatMap((panel) =>
      unsupportedIn(panel).map((one) => `panel ${JSON.stringify(panel.title ?? panel.id)}: ${one}`),
    ),
  ];
}

/** The same without what belongs to panels. */
export function unsupportedAround(model: DashboardModel): string[] {
  const events = (model.annotations?.list ?? []).filter((one) => !('builtIn' in one) || one.builtIn !== 1);
  return [
    ...strangeIn(model, dashboard, ''),
    ...(model.templating?.list ?? []).flatMap((one) => {
      const shape = Object.hasOwn(variables, one.type) ? variables[one.type] : undefined;
      const place = `variable ${one.name}`;
      return shape === undefined ? [`${place}: type ${one.type}`] : under(place, strangeIn(one, shape, ''));
    }),
    ...events.flatMap((one) => under(`annotation ${one.name}`, strangeIn(one, annotation, ''))),
  ];
}

/** The same of one panel. */
export function unsupportedIn(panel: PanelModel): string[] {
  if (panel.type === 'row') return strangeIn(panel, panelShape, '');
  const shape = Object.hasOwn(options, panel.type) ? options[panel.type] : undefined;
  if (shape === undefined) return [`panel type ${panel.type}`];
  return [
    ...strangeIn(panel, panelShape, ''),
    ...strangeIn(panel.options, shape, 'options'),
    ...unsupportedFields(panel),
    ...(panel.targets ?? []).flatMap((one) => under(`query ${one.refId}`, unsupportedTarget(one, panel))),
  ];
}

function unsupportedFields({ type, fieldConfig }: PanelModel): string[] {
  const shape = fieldShape(type);
  const overrides = (fieldConfig?.overrides ?? []).flatMap((override) => [
    ...strangeIn(override.matcher, matcher, 'override.matcher'),
    ...override.properties.flatMap(({ id, value }) => strangeIn(value ?? true, shapeAt(shape, id), `override ${id}`)),
  ]);
  return [...strangeIn(fieldConfig?.defaults, shape, 'fieldConfig.defaults'), ...overrides];
}

function unsupportedTarget(one: NonNullable<PanelModel['targets']>[number], panel: PanelModel): string[] {
  const source = ('datasource' in one && one.datasource) || ('datasource' in panel && panel.datasource) || {};
  if (!isPrometheus(source)) return [`data source ${JSON.stringify(source)}`];
  return [
    ...strangeIn(one, target, ''),
    ...(one.instant === true && one.range === true ? ['a range and an instant at once'] : []),
  ];
}

function under(place: string, all: readonly string[]): string[] {
  return all.map((one) => `${place}: ${one}`);
}
