import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Interval } from '../../panels/props.ts';
import type { DashboardModel } from '../model.ts';
import type { View } from '../view/view.ts';
import { askValues, parseValueQuery } from './query.ts';
import { resolveVariables } from './resolve.ts';

export function variablesKey(uid: string, { from, to }: View, values: View['variables']) {
  return ['dashboard', uid, 'variables', from, to, values] as const;
}

/** The variables with their choices, asked again with each refresh: keys and providers come and go. */
export function useVariables({ uid, templating }: DashboardModel, view: View, range: Interval | undefined) {
  return useQuery({
    queryKey: variablesKey(uid, view, view.variables),
    queryFn: ({ signal }) => {
      const ask = async (query: string) => await askValues(parseValueQuery(query), range ?? { from: 0, to: 0 }, signal);
      return resolveVariables(templating?.list ?? [], view.variables, ask);
    },
    enabled: range !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
