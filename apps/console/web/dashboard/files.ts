import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/http.ts';

/** A file in the folder of dashboards. */
export interface DashboardFile {
  readonly file: string;
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly folder: string;
  /** What is wrong with it; null for nothing. */
  readonly fault: string | null;
}

/** All files, read again now and then: one that is dropped into the folder appears without a restart. */
export function useDashboards(enabled = true) {
  return useQuery({
    queryKey: ['dashboard-files'],
    queryFn: async ({ signal }) =>
      (await getJson<{ dashboards: readonly DashboardFile[] }>('/api/v1/dashboards', { signal })).dashboards,
    refetchInterval: 10_000,
    enabled,
  });
}

/** Whether all words of a search stand in a dashboard's texts, whatever their case. */
export function foundIn({ title, description, tags, folder, file }: DashboardFile, search: string): boolean {
  const text = [title, description, folder, file, ...tags].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
