import { Link, useLocation } from 'wouter';
import type { Labels } from '../api/prometheus.ts';
import { exploreLink, silenceLink } from './links.ts';
import { usePlaceOf } from './queries.ts';

interface ActionsProps {
  readonly name: string;
  readonly hasRule?: boolean;
  readonly expr: string | undefined;
  readonly annotations: Labels;
  /** Alerts that the button Silence is for. */
  readonly silence: readonly { readonly labels: Labels }[];
}

/** Where to go from an alert, but for where one is. */
export function Actions({ name, hasRule = false, expr, annotations, silence }: ActionsProps) {
  const placeOf = usePlaceOf();
  const [here] = useLocation();
  const keys = new Set(silence.map(({ labels }) => labels['key_id']));
  const [keyId] = keys.size === 1 ? keys : [];
  const places = [
    ['Runbook', `/runbooks/${encodeURIComponent(name)}`],
    ['Dashboard', placeOf(annotations['dashboard_url'])],
    ['Query', expr && exploreLink(expr)],
    ['Rule', hasRule ? `/alerts/rules?${new URLSearchParams({ q: name })}` : undefined],
    ['Key', keyId && `/breakers?${new URLSearchParams({ key: keyId })}`],
    ['Silence', silenceLink(silence)],
  ] as const;
  return (
    <p className="actions">
      {places.map(
        ([text, place]) => place && place !== here && <PlaceLink key={text} text={text} place={place} about={name} />,
      )}
    </p>
  );
}

/** A link to a page of this console, or to another. */
export function PlaceLink({
  text,
  place,
  about,
}: {
  readonly text: string;
  readonly place: string;
  readonly about: string;
}) {
  const label = `${text}: ${about}`;
  if (place.startsWith('/'))
    return (
      <Link href={place} className="button" aria-label={label}>
        {text}
      </Link>
    );
  return (
    <a href={place} className="button" aria-label={label}>
      {text}
    </a>
  );
}
