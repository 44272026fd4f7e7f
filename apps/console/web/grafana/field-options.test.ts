import { expect, it } from 'vitest';
import { applyFieldOverrides, createTheme, FieldType } from './data.ts';
import { fieldOptions } from './field-options.ts';

const theme = createTheme({ colors: { mode: 'dark' } });

function drawn(panelType: string, defaults: object, overrides: object[] = []) {
  const field = { name: 'Value', type: FieldType.number, values: [85], config: {} };
  const [frame] = applyFieldOverrides({
    data: [{ length: 1, fields: [field] }],
    fieldConfig: { defaults, overrides: overrides as [] },
    fieldConfigRegistry: fieldOptions(panelType),
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  return frame?.fields[0];
}

it('a threshold without a value is below all others', () => {
  const steps = [
    { value: null, color: 'green' },
    { value: 80, color: 'red' },
  ];
  const field = drawn('stat', {
    unit: 'percent',
    thresholds: { mode: 'absolute', steps },
    color: { mode: 'thresholds' },
  });
  expect(field?.display?.(79)).toMatchObject({
    text: '79',
    suffix: '%',
    color: theme.visualization.getColorByName('green'),
  });
  expect(field?.display?.(80).color).toBe(theme.visualization.getColorByName('red'));
});

it('options of the type of panel are kept, overrides go before defaults', () => {
  const overrides = [
    { matcher: { id: 'byName', options: 'Value' }, properties: [{ id: 'custom.lineWidth', value: 3 }] },
  ];
  expect(
    drawn('timeseries', { custom: { lineWidth: 1, fillOpacity: 10, unheard: 1 } }, overrides)?.config.custom,
  ).toEqual({
    lineWidth: 3,
    fillOpacity: 10,
  });
});

it('mappings give a value its text', () => {
  const mappings = [{ type: 'value', options: { 85: { text: 'many', color: 'red' } } }];
  expect(drawn('stat', { mappings })?.display?.(85).text).toBe('many');
});
