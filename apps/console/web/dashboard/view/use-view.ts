import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
// The search of `wouter` itself is decoded once already, which a value with a percent sign does not survive.
import { useSearch } from 'wouter/use-browser-location';
import type { DashboardModel } from '../model.ts';
import { type Changes, changed, readView, type View } from './view.ts';

export interface ViewState {
  readonly view: View;
  readonly search: URLSearchParams;
  /** Each change is an entry in the history, unless it only says more clearly what was shown already. */
  readonly change: (changes: Changes, options?: { readonly replace?: boolean }) => void;
}

export function useView(model: DashboardModel): ViewState {
  const text = useSearch();
  const [, navigate] = useLocation();
  const change = useCallback(
    (changes: Changes, options?: { readonly replace?: boolean }) => {
      const next = changed(new URLSearchParams(location.search), changes);
      navigate(`${location.pathname}?${next}`, options);
    },
    [navigate],
  );
  return useMemo(() => {
    const search = new URLSearchParams(text);
    return { view: readView(search, model), search, change };
  }, [text, model, change]);
}
