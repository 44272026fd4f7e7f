import type { DashboardLink } from '../model.ts';
import type { Fill } from '../panel-data.ts';
import { changed, type View } from '../view/view.ts';

/**
 * Where a link of a dashboard or panel leads: its variables are filled in, and where it says so it takes the time
 * range and the variables of the view along.
 *
 * @param page address of the page that shows it
 */
export function hrefOf(link: DashboardLink, { from, to, variables }: View, fill: Fill, page: string): string {
  const url = URL.parse(fill(link.url ?? '', {}, 'percentencode'), page);
  if (url === null) return '';
  const values = Object.entries(variables).map(([name, value]) => [`var-${name}`, value] as const);
  const taken = { ...(link.keepTime && { from, to }), ...(link.includeVars && Object.fromEntries(values)) };
  url.search = String(changed(url.searchParams, taken));
  return url.href;
}
