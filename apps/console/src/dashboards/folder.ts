import { type Dirent, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { WatchedFiles } from '../input/watched.ts';
import { type DashboardFile, readDashboard } from './read.ts';

/** A dashboard with its place. */
export interface PlacedDashboard extends DashboardFile {
  /** Its path in the folder, with forward slashes. */
  readonly file: string;
  /** Where Grafana would list it. */
  readonly folder: string;
}

/** As it is provisioned in Grafana. */
const rootFolder = 'Automation Platform';

/** All dashboards below a folder by title, as they are now. */
export function dashboardsIn(root: string): () => PlacedDashboard[] {
  const files = new WatchedFiles(readDashboard);
  return () => {
    const found = pathsIn(root).flatMap((file) => {
      const dashboard = files.read(join(root, file));
      if (dashboard === undefined) return [];
      const folder = posix.dirname(file);
      return { ...dashboard, title: dashboard.title || file, file, folder: folder === '.' ? rootFolder : folder };
    });
    return withDistinctUids(found).sort((a, b) => a.title.localeCompare(b.title));
  };
}

/** An address leads to one dashboard, so a second one of the same uid is a fault of its own. */
function withDistinctUids(dashboards: readonly PlacedDashboard[]): PlacedDashboard[] {
  const owners = new Map<string, string>();
  return dashboards.map((dashboard) => {
    const owner = owners.get(dashboard.uid);
    if (owner !== undefined) {
      return { ...dashboard, uid: '', fault: `Its uid ${dashboard.uid} is that of ${owner}; give it another.` };
    }
    if (dashboard.uid !== '') owners.set(dashboard.uid, dashboard.file);
    return dashboard;
  });
}

/** Their order says which of two with the same uid is the first. Hidden is what Kubernetes keeps behind its links. */
function pathsIn(root: string, folder = ''): string[] {
  return entriesOf(join(root, folder))
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return pathsIn(root, path);
      return path.endsWith('.json') ? [path] : [];
    })
    .sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It is there from the first `npx switchgear up` on.
    return [];
  }
}
