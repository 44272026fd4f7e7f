import { describe, expect, it } from 'vitest';
import { readView, writeView } from './view.ts';

describe('the address of Explore', () => {
  it('shows the last hour as a graph when it says nothing', () => {
    expect(readView(new URLSearchParams())).toEqual({ exprs: [], from: 'now-1h', to: 'now', tab: 'graph' });
  });

  it('carries every query, with whatever stands in it', () => {
    const view = { exprs: ['up{job="a&b=c#"}', '1 + 1'], from: 'now-15m', to: 'now', tab: 'table' } as const;
    expect(readView(new URLSearchParams(writeView(new URLSearchParams(), view).toString()))).toEqual(view);
  });

  it('leaves out empty queries and keeps what belongs to others', () => {
    const before = new URLSearchParams('theme=light&expr=old&expr=older');
    const after = writeView(before, { exprs: [' up ', '  '], from: '1', to: '2', tab: 'graph' });
    expect(after.toString()).toBe('theme=light&expr=up&from=1&to=2&tab=graph');
  });
});
