import { useSyncExternalStore } from 'react';

// In this page's memory and nowhere else: a reload forgets it, and no storage ever has it.
let token: string | undefined;
const listeners = new Set<() => void>();

/** Keeps the admin token until the page is left, or forgets it. */
export function keepToken(next: string | undefined): void {
  token = next;
  for (const listener of listeners) listener();
}

/** The admin token, once it was given. */
export function useToken(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => token,
  );
}
