import { afterEach, expect, it, vi } from 'vitest';
import type { PanelModel } from './model.ts';
import { askPanel } from './panel-data.ts';

const panel: PanelModel = {
  id: 1,
  type: 'stat',
  gridPos: { x: 0, y: 0, w: 1, h: 1 },
  targets: [{ refId: 'A', expr: 'up', instant: true }],
};

/** Prometheus answers so many series, each with its number. */
function answer(count: number, more: object = {}): void {
  const result = Array.from({ length: count }, (_, at) => ({ metric: { at: String(at) }, value: [0, String(at)] }));
  vi.stubGlobal('fetch', async () =>
    Response.json({ status: 'success', data: { resultType: 'vector', result }, ...more }),
  );
}

afterEach(() => vi.unstubAllGlobals());

const ask = (of: PanelModel) =>
  askPanel(of, { from: 0, to: 900_000 }, 500, (text) => text, new AbortController().signal);

it('more series than anybody tells apart are cut, and the panel knows of how many', async () => {
  answer(1_200);
  const { frames, cut } = await ask(panel);
  expect(frames).toHaveLength(1_000);
  expect(cut).toEqual({ drawn: 1_000, of: 1_200 });
});

it('what is reckoned over series is reckoned over all of them', async () => {
  answer(1_200);
  // Grafana's pipeline takes a browser for granted.
  vi.stubGlobal('window', globalThis);
  const { frames, cut } = await ask({ ...panel, transformations: [{ id: 'reduce', options: { reducers: ['last'] } }] });
  expect(frames.map(({ length }) => length)).toEqual([1_200]);
  expect(cut).toBeUndefined();
});

it('the warnings of an answer that may not be whole are kept', async () => {
  answer(1, { warnings: ['results may be partial'] });
  expect((await ask(panel)).warnings).toEqual(['results may be partial']);
});
