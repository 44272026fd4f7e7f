import { waitingSince } from '../api/waiting.ts';
import { duration } from '../time/duration.ts';
import { useNow } from '../time/when.tsx';

/** Sooner, nobody wonders. */
const noticeableMs = 5_000;

/** Says that what is shown may be old, because Prometheus is silent. */
export function WaitingNote() {
  const now = useNow();
  const since = waitingSince();
  if (since === undefined || now - since < noticeableMs) return null;
  return (
    <aside className="waiting" aria-label="Waiting" aria-live="polite">
      Prometheus has not answered for {duration((now - since) / 1000)}; what is shown may be old.
    </aside>
  );
}
