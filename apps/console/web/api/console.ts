import { useQuery } from '@tanstack/react-query';
import { getJson } from './http.ts';

/** What the console knows of the platform before it asks anybody. */
export interface Platform {
  /** Whether any provider is simulated. */
  readonly simulated: boolean;
  /** Where people reach each program, without a slash at the end. */
  readonly links: {
    readonly console: string;
    readonly dashboards: string;
    readonly prometheus: string;
    readonly alertmanager: string;
  };
  /** Which of the agents are enabled. */
  readonly agents: { readonly test_watcher: boolean; readonly audit_agent: boolean };
}

export function usePlatform() {
  return useQuery({
    queryKey: ['platform'],
    queryFn: ({ signal }) => getJson<Platform>('/api/v1/platform', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
