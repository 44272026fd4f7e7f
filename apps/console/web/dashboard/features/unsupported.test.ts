import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { standardFieldOptions } from '../../grafana/field-options.ts';
import { customFields } from '../../panels/custom-fields.ts';
import type { DashboardModel } from '../model.ts';
import { readModel } from '../read.ts';
import { custom, standard } from './fields.ts';
import { unsupportedFeatures } from './unsupported.ts';

const folder = new URL('../../../../../monitoring/grafana/dashboards/', import.meta.url);

it.each(readdirSync(folder))('the console draws every feature of %s', (file) => {
  expect(unsupportedFeatures(readModel(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))).toEqual([]);
});

const gridPos = { x: 0, y: 0, w: 1, h: 1 };

function unsupported(fields: object): string[] {
  return unsupportedFeatures({ uid: 'a', title: 'A', panels: [], ...fields } as DashboardModel);
}

function inPanel(fields: object): string[] {
  const panel = { id: 1, title: 'P', type: 'timeseries', gridPos, ...fields };
  return unsupported({ panels: [panel] }).map((one) => one.replace(/^panel "P": /, ''));
}

describe('what is not drawn is named:', () => {
  it.each([
    ['a type', { type: 'heatmap' }, 'panel type heatmap'],
    ['a type that only looks like one', { type: 'constructor' }, 'panel type constructor'],
    ['a repeated panel', { repeat: 'key' }, 'repeat'],
    ['an option', { options: { legend: { width: 5 } } }, 'options.legend.width'],
    ['a value of an option', { options: { legend: { placement: 'top' } } }, 'options.legend.placement = "top"'],
    ['a calculation', { options: { legend: { calcs: ['last', 'mood'] } } }, 'options.legend.calcs = "mood"'],
    ['a unit', { fieldConfig: { defaults: { unit: 'seks' } } }, 'fieldConfig.defaults.unit = "seks"'],
    [
      'a colour mode',
      { fieldConfig: { defaults: { color: { mode: 'rainbow' } } } },
      'fieldConfig.defaults.color.mode = "rainbow"',
    ],
    [
      'a kind of mapping',
      { fieldConfig: { defaults: { mappings: [{ type: 'shape' }] } } },
      'fieldConfig.defaults.mappings.type = "shape"',
    ],
    [
      'a field option of the panel',
      { fieldConfig: { defaults: { custom: { fillBelowTo: 'x' } } } },
      'fieldConfig.defaults.custom.fillBelowTo',
    ],
    [
      'a matcher',
      { fieldConfig: { overrides: [{ matcher: { id: 'byMood' }, properties: [] }] } },
      'override.matcher.id = "byMood"',
    ],
    [
      'an overridden option',
      {
        fieldConfig: { overrides: [{ matcher: { id: 'byName' }, properties: [{ id: 'custom.transform', value: 1 }] }] },
      },
      'override custom.transform',
    ],
    ['a link of a curve', { fieldConfig: { defaults: { links: [{ url: '/' }] } } }, 'fieldConfig.defaults.links'],
    [
      'a second link of a value',
      { type: 'stat', fieldConfig: { defaults: { links: [{ url: '/a' }, { url: '/b' }] } } },
      'fieldConfig.defaults.links = [{"url":"/a"},{"url":"/b"}]',
    ],
    [
      'a transformation',
      { transformations: [{ id: 'calculateField', options: {} }] },
      'transformations.id = "calculateField"',
    ],
    ['a format of a query', { targets: [{ refId: 'A', format: 'heatmap' }] }, 'query A: format = "heatmap"'],
    [
      'another data source',
      { targets: [{ refId: 'A', datasource: { type: 'loki' } }] },
      'query A: data source {"type":"loki"}',
    ],
  ])('%s', (_, fields, named) => {
    expect(inPanel(fields)).toEqual([named]);
  });

  it('in panels inside rows', () => {
    const inner = { id: 2, title: 'In', type: 'news', gridPos };
    expect(unsupported({ panels: [{ id: 1, type: 'row', gridPos, panels: [inner] }] })).toEqual([
      'panel "In": panel type news',
    ]);
  });

  it.each([
    ['a type of variable', { templating: { list: [{ type: 'adhoc', name: 'f' }] } }, 'variable f: type adhoc'],
    [
      'a query for values',
      { templating: { list: [{ type: 'query', name: 'v', query: 'up' }] } },
      'variable v: query = "up"',
    ],
    [
      'a kind of annotation',
      { annotations: { list: [{ name: 'N', datasource: { type: 'grafana' }, target: {} }] } },
      'annotation N: datasource = {"type":"grafana"}',
    ],
    ['a kind of link', { links: [{ title: 'L', type: 'snapshot' }] }, 'links.type = "snapshot"'],
  ])('%s', (_, fields, named) => {
    expect(unsupported(fields)).toEqual([named]);
  });

  it('but not Grafana’s own annotations, of which there are none', () => {
    expect(
      unsupported({ annotations: { list: [{ builtIn: 1, name: 'N', datasource: { type: 'grafana' } }] } }),
    ).toEqual([]);
  });
});

describe('the allow-list', () => {
  it('knows the field options that the pipeline carries out, and no others', () => {
    expect(Object.keys(standard).sort()).toEqual(standardFieldOptions.toSorted());
  });

  it('names no field option of a panel that the pipeline drops, unless its only value is the default', () => {
    const drawn = Object.entries(custom).flatMap(([type, shapes]) =>
      Object.entries(shapes).flatMap(([name, shape]) =>
        (Array.isArray(shape) && shape.length === 1) || name === 'footer' ? [] : [`${type}.${name}`],
      ),
    );
    const kept = Object.entries(customFields).flatMap(([type, names]) => names.map((name) => `${type}.${name}`));
    expect(drawn.filter((name) => !kept.includes(name))).toEqual([]);
  });
});
