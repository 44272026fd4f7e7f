import { useEffect, useLayoutEffect, useRef } from 'react';

/** Scrolls back to where the viewer was among the panels when one of them is no longer alone. */
export function useScrollBack(alone: boolean): void {
  const top = useRef(0);
  useEffect(() => {
    if (alone) return;
    const note = () => {
      top.current = scrollY;
    };
    addEventListener('scroll', note, { passive: true });
    return () => removeEventListener('scroll', note);
  }, [alone]);
  useLayoutEffect(() => {
    void scrollTo(0, alone ? 0 : top.current);
  }, [alone]);
}
