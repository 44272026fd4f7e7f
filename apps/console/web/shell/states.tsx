import type { ReactNode } from 'react';
import { toFault } from '../api/fault.ts';

/** What failed, why, and what to do. */
export function FaultNote({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { message, remedy } = toFault(error);
  return (
    <div className="fault" role="alert">
      <p>{message}</p>
      {remedy && <p>{remedy}</p>}
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** There is nothing, and why that is so or what would change it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

export function Loading() {
  return (
    <p className="loading" role="status">
      Loading…
    </p>
  );
}
