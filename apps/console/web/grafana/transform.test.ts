import { afterAll, expect, it, vi } from 'vitest';
import { FieldType } from './data.ts';
import { transform } from './transform.ts';

// The pipeline looks there for variables of its own.
vi.stubGlobal('window', {});
afterAll(() => vi.unstubAllGlobals());

const frame = (name: string, value: number) => ({
  name,
  length: 1,
  fields: [
    { name: 'Time', type: FieldType.time, values: [1], config: {} },
    { name: 'Value', type: FieldType.number, values: [value], config: {}, ...(name && { labels: { name } }) },
  ],
});

it('transformations are carried out in their order, those that are off are not', async () => {
  const frames = await transform(
    [frame('', 1)],
    [
      { id: 'organize', options: { excludeByName: { Time: true }, renameByName: { Value: '$v' }, indexByName: {} } },
      { id: 'limit', options: { limitField: 0 }, disabled: true },
    ],
    (text) => text.replace('$v', 'Filled'),
  );
  expect(frames[0]?.fields.map(({ name, config, values }) => [config.displayName ?? name, values])).toEqual([
    ['Filled', [1]],
  ]);
});

it('the options of a transformation stay as the dashboard has them', async () => {
  const options = Object.freeze({ byField: 'Time', mode: 'outer' });
  const frames = await transform([frame('a', 1), frame('b', 2)], [{ id: 'joinByField', options }], String);
  expect(frames[0]?.fields.map(({ values }) => values)).toEqual([[1], [1], [2]]);
});
