import { useQuery } from '@tanstack/react-query';
import { currentSilences, deliveredAlerts, newestNotifications } from '../api/alertmanager.ts';
import { usePlatform } from '../api/console.ts';
import { alertHistory } from './history.ts';
import { placeOf } from './links.ts';
import { alertingRules } from './rules.ts';

/** Rules are evaluated every 15 s. */
export function useRules() {
  return useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => alertingRules(signal), refetchInterval: 10_000 });
}

export function useDelivered() {
  return useQuery({
    queryKey: ['delivered'],
    queryFn: ({ signal }) => deliveredAlerts(signal),
    refetchInterval: 5_000,
  });
}

export function useSilences() {
  return useQuery({
    queryKey: ['silences'],
    queryFn: ({ signal }) => currentSilences(signal),
    refetchInterval: 5_000,
  });
}

/** When the last heartbeat came, in ISO 8601; null when none ever did. */
export function useHeartbeat() {
  return useQuery({
    queryKey: ['heartbeat'],
    queryFn: async ({ signal }) => (await newestNotifications(1, '0', signal)).last_heartbeat,
    refetchInterval: 10_000,
  });
}

export function useHistory() {
  return useQuery({
    queryKey: ['history'],
    queryFn: ({ signal }) => alertHistory(Date.now(), signal),
    refetchInterval: 60_000,
  });
}

/** Where an address of an alert or a notification leads from here; undefined where no browser should follow it. */
export function usePlaceOf(): (address: string | undefined) => string | undefined {
  const { data } = usePlatform();
  return (address = '') => placeOf(address, [location.origin, data?.links.console]);
}
