import { type Fields, objectsIn, parseObject, textOf } from '../input/json.ts';

/** What the plain page shows of a dashboard. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  readonly description: string;
  /** PromQL of each target. */
  readonly queries: readonly string[];
}

/**
 * Reads classic Grafana JSON; panels inside rows stand in line with the others.
 *
 * @throws TypeError when it is not JSON or has no uid
 */
export function readDashboard(text: string): Dashboard {
  const { uid, title, panels } = parseObject(text) ?? {};
  if (textOf(uid) === '') throw new TypeError('expected the JSON of a dashboard with its uid');
  return { uid: textOf(uid), title: textOf(title) || textOf(uid), panels: objectsIn(panels).flatMap(panelsOf) };
}

function panelsOf({ type, title, description, targets, panels }: Fields): Panel[] {
  if (type === 'row') return objectsIn(panels).flatMap(panelsOf);
  const queries = objectsIn(targets).flatMap(({ expr }) => textOf(expr) || []);
  return [{ title: textOf(title), description: textOf(description), queries }];
}
