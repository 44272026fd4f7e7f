import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { usePlatform } from '../api/console.ts';
import { Keyboard } from './keyboard.tsx';
import { ThemeButton } from './theme.tsx';
import { WaitingNote } from './waiting.tsx';

const places = [
  ['/', 'Home'],
  ['/dashboards', 'Dashboards'],
  ['/breakers', 'Breakers'],
  ['/alerts', 'Alerts'],
  ['/inbox', 'Inbox'],
  ['/explore', 'Explore'],
  ['/targets', 'Targets'],
  ['/runbooks', 'Runbooks'],
] as const;

/** Head and navigation around every page. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  const { data } = usePlatform();
  return (
    <>
      <header className="head">
        <Link href="/" className="brand">
          Switchgear
        </Link>
        <nav aria-label="Pages">
          {places.map(([place, name]) => (
            <Link key={place} href={place} aria-current={isAt(path, place) ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <ThemeButton />
      </header>
      {data?.simulated && (
        <aside className="simulated" aria-label="Simulated">
          Simulated: no provider key is configured, so calls are answered by the sandbox on this machine.
        </aside>
      )}
      <WaitingNote />
      <main>{children}</main>
      <Keyboard />
    </>
  );
}

function isAt(path: string, place: string): boolean {
  if (place === '/dashboards') return path === place || path.startsWith('/d/');
  if (place === '/alerts' && path.startsWith('/silences')) return true;
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`);
}
