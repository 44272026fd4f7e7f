import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly gridPos: { readonly y: number; readonly h: number };
}

/** Adds a dashboard of so many panels to a console: those of API Metrics, the last of them again and again. */
export function addBoard(stateDir: string, count: number): string {
  const folder = join(stateDir, 'monitoring', 'grafana', 'dashboards');
  const board = JSON.parse(readFileSync(join(folder, 'api-metrics.json'), 'utf8')) as { panels: Panel[] };
  const last = board.panels.at(-1);
  if (last === undefined) throw new Error('API Metrics has no panels');
  const missing = count - board.panels.filter(({ type }) => type !== 'row').length;
  const more = Array.from({ length: missing }, (_, at) => ({
    ...last,
    id: 1000 + at,
    gridPos: { ...last.gridPos, y: last.gridPos.y + last.gridPos.h * (at + 1) },
  }));
  const uid = `of-${count}-panels`;
  writeFileSync(join(folder, `${uid}.json`), JSON.stringify({ ...board, uid, panels: [...board.panels, ...more] }));
  return uid;
}
