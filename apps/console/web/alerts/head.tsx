import { Link, useLocation } from 'wouter';
import './alerts.css';

const places = [
  ['/alerts', 'Firing'],
  ['/alerts/rules', 'Rules'],
  ['/alerts/drill', 'Last drill'],
  ['/silences', 'Silences'],
] as const;

/** Title of a page about alerts, and the way to the others. */
export function AlertsHead({ title }: { readonly title: string }) {
  const [path] = useLocation();
  return (
    <header className="alerts-head">
      <h1>{title}</h1>
      <nav aria-label="Alerts">
        {places.map(([place, name]) => (
          <Link key={place} href={place} aria-current={path.replace(/\/firing$/, '') === place ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
    </header>
  );
}
