/** Where Prometheus shows a query as a table; variables of Grafana become what works without a choice of theirs. */
export function queryAddress(prometheus: string, query: string): string {
  return `${prometheus}/graph?g0.expr=${encodeURIComponent(withoutVariables(query))}&g0.tab=0&g0.range_input=15m`;
}

const variable = /(\[|:)?\$(?:\{([A-Za-z_]\w*)(?::\w+)?\}|([A-Za-z_]\w*))/g;

/** Grafana's own variables, and what stands in a range, are lengths of time. `$1` of label_replace is no variable. */
function withoutVariables(query: string): string {
  return query.replaceAll(variable, (_, range = '', braced = '', bare = '') => {
    const isTime = range !== '' || `${braced}${bare}`.startsWith('__');
    return range + (isTime ? '5m' : '.*');
  });
}
