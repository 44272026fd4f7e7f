import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useSearchParams } from '../../shell/search.ts';
import type { DashboardModel } from '../model.ts';
import { type Changes, changed, readView, type View } from './view.ts';

export interface ViewState {
  readonly view: View;
  readonly search: URLSearchParams;
  /** Each change is an entry in the history, unless it only says more clearly what was shown already. */
  readonly change: (changes: Changes, options?: { readonly replace?: boolean }) => void;
}

export function useView(model: DashboardModel): ViewState {
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const change = useCallback(
    (changes: Changes, options?: { readonly replace?: boolean }) => {
      const next = changed(new URLSearchParams(location.search), changes);
      navigate(`${location.pathname}?${next}`, options);
    },
    [navigate],
  );
  return useMemo(() => ({ view: readView(search, model), search, change }), [search, model, change]);
}
