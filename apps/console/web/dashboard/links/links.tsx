import { DataLink } from '../../panels/data-link.tsx';
import { useDashboards } from '../files.ts';
import type { DashboardLink } from '../model.ts';
import type { Scene } from '../scene.ts';
import { hrefOf } from './link.ts';

interface LinksProps {
  /** Of the landmark that they are in. */
  readonly label: string;
  readonly links: readonly DashboardLink[] | undefined;
  readonly scene: Scene;
}

/** Links to other dashboards and pages, with the view taken along where they say so. */
export function Links({ label, links, scene }: LinksProps) {
  if (!links?.length) return null;
  return (
    <nav aria-label={label}>
      {links.map((link, at) =>
        link.type === 'dashboards' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is the file's own
          <TaggedLinks key={at} link={link} scene={scene} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is the file's own
          <OneLink key={at} link={link} scene={scene} />
        ),
      )}
    </nav>
  );
}

interface LinkProps {
  readonly link: DashboardLink;
  readonly scene: Scene;
}

/** To all other dashboards that have the tags. */
function TaggedLinks({ link, scene }: LinkProps) {
  const files = useDashboards().data ?? [];
  return files
    .filter(
      ({ uid, tags }) => uid !== '' && uid !== scene.model.uid && (link.tags ?? []).every((tag) => tags.includes(tag)),
    )
    .map(({ uid, title }) => <OneLink key={uid} link={{ ...link, title, url: `/d/${uid}` }} scene={scene} />);
}

function OneLink({ link, scene: { view, fill } }: LinkProps) {
  const href = hrefOf(link, view, fill, location.href);
  const title = fill(link.title, {}, 'text') || href;
  const tooltip = link.tooltip ? fill(link.tooltip, {}, 'text') : undefined;
  return (
    <DataLink href={href} title={tooltip}>
      {title}
    </DataLink>
  );
}
