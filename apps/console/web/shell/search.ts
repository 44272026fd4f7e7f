import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useSearch } from 'wouter/use-browser-location';

type Init = URLSearchParams | Record<string, string>;

/**
 * The parameters of the address, and what sets them. `wouter` has a hook of that name whose values are decoded once too
 * often: a percent sign does not survive it.
 */
export function useSearchParams() {
  const text = useSearch();
  const [path, navigate] = useLocation();
  const search = useMemo(() => new URLSearchParams(text), [text]);
  const setSearch = (next: Init | ((now: URLSearchParams) => Init), options?: { readonly replace?: boolean }) => {
    // Of the address itself: more may have changed since this was drawn.
    const init = typeof next === 'function' ? next(new URLSearchParams(location.search)) : next;
    const written = new URLSearchParams(init).toString();
    navigate(written === '' ? path : `${path}?${written}`, options);
  };
  return [search, setSearch] as const;
}
