import { useQuery } from '@tanstack/react-query';
import { type InboxAnswer, newestNotifications } from '../api/alertmanager.ts';

/** The most that the server keeps. */
export const capacity = 1_000;

/** Notifications, newest first: at first so many, and then whatever arrives. */
export function useInbox(first: number) {
  const queryKey = ['inbox', first];
  return useQuery({
    queryKey,
    queryFn: async ({ signal, client }) => {
      const known = client.getQueryData<InboxAnswer>(queryKey)?.notifications ?? [];
      const limit = known.length === 0 ? first : capacity;
      const { notifications } = await newestNotifications(limit, known[0]?.id ?? '0', signal);
      return { notifications: [...notifications, ...known].slice(0, capacity) };
    },
    refetchInterval: 5_000,
  });
}
