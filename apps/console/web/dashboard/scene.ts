import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import type { GrafanaTheme2 } from '../grafana/data.ts';
import type { Annotation, Interval } from '../panels/props.ts';
import { useTheme } from '../shell/theme.tsx';
import type { DashboardModel } from './model.ts';
import type { Fill } from './panel-data.ts';
import { useClock } from './time/use-clock.ts';
import { filler } from './variables/fill.ts';
import { useVariables, variablesKey } from './variables/use-variables.ts';
import type { Variable } from './variables/variable.ts';
import { useView, type ViewState } from './view/use-view.ts';
import { completed, type View } from './view/view.ts';

/** All that the panels of a dashboard have in common. */
export interface Scene extends ViewState {
  readonly model: DashboardModel;
  /** What the next questions ask for; undefined while the address names no time. */
  readonly range: Interval | undefined;
  /** Whether range and variables are known, so that panels may ask. */
  readonly ready: boolean;
  readonly variables: readonly Variable[];
  readonly fill: Fill;
  readonly theme: GrafanaTheme2;
  readonly cursorKey: string | undefined;
  readonly onZoom: (interval: Interval) => void;
  readonly refresh: () => void;
  /** Why the range is none. */
  readonly fault: unknown;
}

export interface Drawn extends Scene {
  readonly annotations: readonly Annotation[];
}

const none: readonly Variable[] = [];

export function useScene(model: DashboardModel): Scene {
  const state = useView(model);
  const { view, search, change } = state;
  const clock = useClock(view);
  const { data, isPlaceholderData } = useVariables(model, view, clock.data);
  const variables = data ?? none;
  const known = data !== undefined && !isPlaceholderData;
  useCompleteAddress(model, state, known ? variables : undefined);
  useAskAgain(model.uid, clock.dataUpdatedAt);
  const theme = useTheme();
  const fill = useMemo(() => filler(variables, fixedOf(model, view)), [variables, model, view]);
  const onZoom = useCallback(
    ({ from, to }: Interval) => change({ from: String(Math.round(from)), to: String(Math.round(to)) }),
    [change],
  );
  const { refetch } = clock;
  const refresh = useCallback(() => void refetch(), [refetch]);
  return {
    ...{ model, view, search, change, theme, variables, fill, onZoom, refresh },
    range: clock.data,
    fault: clock.error,
    ready: known && clock.data !== undefined,
    cursorKey: model.graphTooltip ? model.uid : undefined,
  };
}

function fixedOf({ title, uid }: DashboardModel, { timeZone, from, to }: View): Record<string, string> {
  return {
    __dashboard: title,
    '__dashboard.uid': uid,
    __timezone: timeZone,
    __url_time_range: String(new URLSearchParams({ from, to })),
  };
}

/** Writes all of the view into the address, as Grafana does, without an entry in the history. */
function useCompleteAddress(
  model: DashboardModel,
  { view, search }: ViewState,
  variables: readonly Variable[] | undefined,
) {
  const client = useQueryClient();
  useEffect(() => {
    if (variables === undefined) return;
    const values = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
    const next = completed(search, view, values);
    if (String(next) === String(search)) return;
    // The same answer under its full name, so that nothing is asked twice.
    client.setQueryData(variablesKey(model.uid, view, values), variables);
    history.replaceState(history.state, '', `${location.pathname}?${next}`);
  }, [client, model, view, search, variables]);
}

/** With each step of the clock every panel in sight asks again, but for those that still wait for an answer. */
function useAskAgain(uid: string, time: number) {
  const client = useQueryClient();
  useEffect(() => {
    if (time > 0) void client.invalidateQueries({ queryKey: ['dashboard', uid] }, { cancelRefetch: false });
  }, [client, uid, time]);
}
