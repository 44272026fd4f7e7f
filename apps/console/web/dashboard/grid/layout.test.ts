import { describe, expect, it } from 'vitest';
import type { PanelModel } from '../model.ts';
import { findPanel, layOut } from './layout.ts';

function panel(id: number, x: number, y: number, w: number, h: number, fields: Partial<PanelModel> = {}): PanelModel {
  return { id, type: 'stat', gridPos: { x, y, w, h }, ...fields };
}

const row = (id: number, y: number, fields: Partial<PanelModel> = {}) =>
  panel(id, 0, y, 24, 1, { type: 'row', ...fields });

function places(panels: PanelModel[], turned: number[] = []) {
  return layOut(panels, new Set(turned)).map(({ panel, x, y, w, h }) => [panel.id, x, y, w, h]);
}

describe('panels', () => {
  it('stand where the dashboard says, in reading order', () => {
    expect(places([panel(3, 0, 4, 24, 8), panel(2, 12, 0, 12, 4), panel(1, 0, 0, 12, 4)])).toEqual([
      [1, 0, 0, 12, 4],
      [2, 12, 0, 12, 4],
      [3, 0, 4, 24, 8],
    ]);
  });

  it('close gaps and never lie upon each other', () => {
    expect(places([panel(1, 0, 5, 12, 4), panel(2, 6, 7, 12, 4), panel(3, 18, 9, 6, 2)])).toEqual([
      [1, 0, 0, 12, 4],
      [2, 6, 4, 12, 4],
      [3, 18, 0, 6, 2],
    ]);
  });

  it('stay inside the grid', () => {
    expect(places([panel(1, 20, 0, 30, 0)])).toEqual([[1, 0, 0, 24, 1]]);
    expect(places([panel(1, 20, 0, 8, 3)])).toEqual([[1, 16, 0, 8, 3]]);
  });
});

describe('rows', () => {
  const inner = [panel(11, 0, 90, 12, 4), panel(12, 0, 94, 12, 4)];
  const dashboard = [
    row(1, 0),
    panel(2, 0, 1, 24, 8),
    row(10, 9, { collapsed: true, panels: inner }),
    row(20, 10),
    panel(21, 0, 11, 24, 2),
  ];

  it('part the panels, and closed ones hide theirs', () => {
    expect(places(dashboard)).toEqual([
      [1, 0, 0, 24, 1],
      [2, 0, 1, 24, 8],
      [10, 0, 9, 24, 1],
      [20, 0, 10, 24, 1],
      [21, 0, 11, 24, 2],
    ]);
  });

  it('that are opened push down what is below', () => {
    expect(places(dashboard, [10])).toEqual([
      [1, 0, 0, 24, 1],
      [2, 0, 1, 24, 8],
      [10, 0, 9, 24, 1],
      [11, 0, 10, 12, 4],
      [12, 0, 14, 12, 4],
      [20, 0, 18, 24, 1],
      [21, 0, 19, 24, 2],
    ]);
  });

  it('that are closed pull up what is below', () => {
    expect(places(dashboard, [1]).slice(0, 2)).toEqual([
      [1, 0, 0, 24, 1],
      [10, 0, 1, 24, 1],
    ]);
  });

  it('are searched for a panel too', () => {
    expect(findPanel(dashboard, 12)?.gridPos.y).toBe(94);
    expect(findPanel(dashboard, 99)).toBeUndefined();
  });
});
