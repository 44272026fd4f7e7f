// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a dashboard writes its variables
import { expect, it } from 'vitest';
import { withFieldConfig } from '../dashboard/panel-data.ts';
import { filler } from '../dashboard/variables/fill.ts';
import { targetOf } from '../panels/link.ts';
import { createTheme, FieldType } from './data.ts';

it('links and names of a field know its labels, its row and its value, encoded for an address', () => {
  const links = [
    {
      title: 'Of ${__value.text}',
      url: '/r/${__value.text:percentencode}?j=${__field.labels.job}&k=${__data.fields.key}',
    },
  ];
  const frame = {
    length: 1,
    fields: [
      { name: 'key', type: FieldType.string, values: ['k 1'], config: {} },
      { name: 'Value', type: FieldType.number, values: [1500], config: {}, labels: { job: 'a"b' } },
    ],
  };
  const [drawn] = withFieldConfig(
    { frames: [frame] },
    {
      id: 1,
      type: 'table',
      gridPos: { x: 0, y: 0, w: 1, h: 1 },
      fieldConfig: { defaults: { unit: 'ms', displayName: '$name of ${__field.labels.job}', links }, overrides: [] },
    },
    createTheme({ colors: { mode: 'dark' } }),
    'utc',
    filler([{ name: 'name', model: { type: 'custom', name: 'name', multi: true }, options: [], value: ['a.b', 'c'] }]),
  );
  const field = drawn?.fields[1];
  const [link] = field?.getLinks?.({ valueRowIndex: 0 }) ?? [];
  expect(link?.title).toBe('Of 1.50 s');
  expect(targetOf(link?.href ?? '', 'http://localhost', undefined)?.href).toBe('/r/1.50%20s?j=a%22b&k=k%201');
  expect(field?.config.displayName).toBe('a.b + c of a"b');
});
