import { useQuery } from '@tanstack/react-query';
import { rangeUtil } from '../../grafana/data.ts';
import type { View } from '../view/view.ts';
import { intervalOf } from './range.ts';

/** No timer of a browser waits longer than 25 days; a longer one would not wait at all. */
const longestMs = 86_400_000;

/** The time that is shown. It moves with each refresh, rests while nobody looks, and catches up when somebody does. */
export function useClock({ from, to, timeZone, refresh }: View) {
  const every = refresh === '' ? false : Math.min(Math.max(rangeUtil.intervalToMs(refresh), 5_000), longestMs);
  return useQuery({
    queryKey: ['clock', from, to, timeZone],
    queryFn: () => intervalOf(from, to, timeZone, Date.now()),
    refetchInterval: every,
    refetchOnWindowFocus: every === false ? false : 'always',
    refetchOnMount: 'always',
    gcTime: 0,
  });
}
