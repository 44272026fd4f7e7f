import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLocation } from 'wouter';
import { usePlaceOf } from '../alerts/queries.ts';
import { CopyButton } from './copy-button.tsx';

/** HTML that the server has escaped. Its links stay in the page, and its commands can be copied. */
export function Prose({ html }: { readonly html: string }) {
  const root = useRef<HTMLDivElement>(null);
  const [blocks, setBlocks] = useState<readonly HTMLElement[]>([]);
  const [, navigate] = useLocation();
  const placeOf = usePlaceOf();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn anew has other blocks
  useEffect(() => setBlocks([...(root.current?.querySelectorAll('pre') ?? [])]), [html]);
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const place = placeOf(link?.href);
      const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!place?.startsWith('/') || !isPlain || link?.hash) return;
      event.preventDefault();
      navigate(place);
    };
    const element = root.current;
    element?.addEventListener('click', follow);
    return () => element?.removeEventListener('click', follow);
  }, [navigate, placeOf]);
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server escapes it */}
      <div ref={root} className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      {blocks.map((block, at) => createPortal(<CopyButton of={block} />, block, `${at}`))}
    </>
  );
}
