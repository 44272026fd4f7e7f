import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDelivered } from '../alerts/queries.ts';
import { isHeartbeat } from '../alerts/rules.ts';
import { newestAudits, testStatus } from '../api/agents.ts';
import type { DeliveredAlert } from '../api/alertmanager.ts';
import { usePlatform } from '../api/console.ts';
import { askNow, useBoard } from '../breakers/queries.ts';
import { lastAnswers, readPrograms, targets } from './programs.ts';
import { outcomes, readRequests } from './requests.ts';
import type { Picture } from './situation.ts';

const refetchInterval = 5_000;

function usePrograms() {
  return useQuery({
    queryKey: ['programs'],
    queryFn: async ({ signal }) => {
      const [found = [], answered = []] = await askNow([targets, lastAnswers], signal);
      return readPrograms(found, answered);
    },
    refetchInterval,
  });
}

function useRequests() {
  return useQuery({
    queryKey: ['requests'],
    queryFn: async ({ signal }) => readRequests((await askNow([outcomes], signal)).flat()),
    refetchInterval,
    placeholderData: keepPreviousData,
  });
}

/** What TestWatcher knows; asked only where it is enabled. */
export function useTestStatus() {
  return useQuery({
    queryKey: ['test-status'],
    queryFn: ({ signal }) => testStatus(signal),
    refetchInterval,
    enabled: usePlatform().data?.agents.test_watcher ?? false,
  });
}

/** The newest audit and the one before; asked only where AuditAgent is enabled. */
export function useNewestAudits() {
  return useQuery({
    queryKey: ['newest-audits'],
    queryFn: ({ signal }) => newestAudits(2, signal),
    refetchInterval,
    enabled: usePlatform().data?.agents.audit_agent ?? false,
  });
}

export interface Overview extends Picture {
  /** All but the heartbeat; undefined while Alertmanager does not answer. */
  readonly alerts: readonly DeliveredAlert[] | undefined;
  readonly faults: Readonly<Record<'board' | 'programs' | 'requests' | 'alerts', Error | null>>;
  /** The first answers of Prometheus are still to come. */
  readonly isPending: boolean;
}

/** All that Home shows. What failed last is not known, however often it was answered before. */
export function useOverview(): Overview {
  const board = useBoard();
  const programs = usePrograms();
  const requests = useRequests();
  const delivered = useDelivered();
  const alerts = known(delivered)?.filter((alert) => !isHeartbeat(alert));
  return {
    board: known(board),
    programs: known(programs),
    requests: known(requests),
    alerts,
    firing: delivered.isPending ? [] : alerts?.filter(isForPeople).map(({ labels }) => labels['alertname'] ?? ''),
    failingTests: known(useTestStatus())?.failing,
    faults: {
      board: board.error,
      programs: programs.error,
      requests: requests.error,
      alerts: delivered.error,
    },
    isPending: [board, programs, requests].some(({ isPending }) => isPending),
  };
}

function known<T>({ data, error }: { readonly data: T | undefined; readonly error: unknown }): T | undefined {
  return error ? undefined : data;
}

function isForPeople({ labels, status }: DeliveredAlert): boolean {
  return status.state !== 'suppressed' && (labels['severity'] === 'critical' || labels['severity'] === 'warning');
}
