const key = 'switchgear.explore.recent';

/** Queries that were run in this session of the browser's tab, the last one first. */
export function recentQueries(): readonly string[] {
  return JSON.parse(sessionStorage.getItem(key) ?? '[]');
}

export function remember(exprs: readonly string[]): void {
  const all = [...new Set([...exprs, ...recentQueries()])].slice(0, 20);
  sessionStorage.setItem(key, JSON.stringify(all));
}
