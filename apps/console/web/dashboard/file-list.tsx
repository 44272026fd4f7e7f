import './file-list.css';
import { Link } from 'wouter';
import { Empty } from '../shell/states.tsx';
import { type DashboardFile, foundIn } from './files.ts';

interface FileListProps {
  readonly files: readonly DashboardFile[];
  readonly search?: string;
}

/** Dashboards by folder; those that cannot be drawn say why. */
export function FileList({ files, search = '' }: FileListProps) {
  const found = files.filter((file) => foundIn(file, search));
  if (files.length === 0) return <Empty>The folder of dashboards is empty. npx switchgear generate fills it.</Empty>;
  if (found.length === 0) return <Empty>No dashboard has “{search}” in its title, text or tags.</Empty>;
  return [...Map.groupBy(found, ({ folder }) => folder)].map(([folder, inside]) => (
    <section key={folder} aria-label={folder} className="folder">
      <h2>{folder}</h2>
      <ul>
        {inside.map((one) => (
          <li key={one.file} className="card">
            <h3>{one.uid ? <Link href={`/d/${one.uid}`}>{one.title}</Link> : one.title}</h3>
            {one.description && <p>{one.description}</p>}
            {one.fault !== null && (
              <p className="wrong">
                {one.file}: {one.fault}
              </p>
            )}
            <p className="tags">
              {one.tags.map((tag) => (
                <span key={tag} className="badge">
                  {tag}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  ));
}
