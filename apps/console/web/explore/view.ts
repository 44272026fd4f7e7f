/** What the address of Explore says; times in Grafana's syntax, so that links from there open here. */
export interface View {
  readonly exprs: readonly string[];
  readonly from: string;
  readonly to: string;
  /** A graph over the time, or a table of what is at its end. */
  readonly tab: 'graph' | 'table';
}

export function readView(search: URLSearchParams): View {
  return {
    exprs: search.getAll('expr').filter((expr) => expr.trim() !== ''),
    from: search.get('from') ?? 'now-1h',
    to: search.get('to') ?? 'now',
    tab: search.get('tab') === 'table' ? 'table' : 'graph',
  };
}

/** The parameters of an address, with what Explore knows changed. */
export function writeView(search: URLSearchParams, { exprs, from, to, tab }: View): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete('expr');
  for (const expr of exprs) if (expr.trim() !== '') next.append('expr', expr.trim());
  next.set('from', from);
  next.set('to', to);
  next.set('tab', tab);
  return next;
}
