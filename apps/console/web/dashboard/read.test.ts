import { describe, expect, it } from 'vitest';
import { readModel } from './read.ts';

const gridPos = { x: 0, y: 0, w: 12, h: 8 };

describe('a dashboard', () => {
  it('is read with an id for each panel that has none, and none twice', () => {
    const panels = [
      { type: 'stat', gridPos },
      { id: 4, type: 'stat', gridPos },
      { id: 7, type: 'row', gridPos, panels: [{ id: 4, type: 'stat', gridPos }] },
    ];
    const model = readModel({ uid: 'a', title: 'A', panels });
    expect(model.panels.flatMap(({ id, panels = [] }) => [id, ...panels.map((inner) => inner.id)])).toEqual([
      8, 4, 7, 9,
    ]);
  });

  it('is read without what is null in it', () => {
    const panels = [{ id: 1, type: 'stat', gridPos, targets: null, fieldConfig: null, panels: null }];
    expect(readModel({ uid: 'a', links: null, panels })).toEqual({
      uid: 'a',
      panels: [{ id: 1, type: 'stat', gridPos }],
    });
  });

  it.each([
    ['text', [], 'It has no list of panels.'],
    ['panels', { panels: {} }, 'It has no list of panels.'],
    ['a panel', { panels: [5] }, 'Panel 1 is no object.'],
    ['a type', { panels: [{ title: 'CPU', gridPos }] }, 'Panel 1 ("CPU") has no type.'],
    ['a place', { panels: [{ type: 'stat' }] }, 'Panel 1 ("") has no gridPos.'],
    [
      'a width',
      { panels: [{ type: 'stat', title: 'A', gridPos: { ...gridPos, w: '12' } }] },
      'Panel 1 ("A") has no number gridPos.w.',
    ],
    [
      'queries',
      { panels: [{ type: 'stat', title: 'A', gridPos, targets: {} }] },
      'Panel 1 ("A") has targets that are no list of objects.',
    ],
    ['variables', { panels: [], templating: { list: [null] } }, 'It has templating.list that are no list of objects.'],
    [
      'a panel in a row',
      { panels: [{ type: 'row', title: 'R', gridPos, panels: [{ type: 'stat', title: 'A' }] }] },
      'In Panel 1 ("R"): Panel 1 ("A") has no gridPos.',
    ],
  ])('without %s says so', (_, json, fault) => {
    expect(() => readModel(json)).toThrow(`This dashboard cannot be drawn. ${fault}`);
  });
});
