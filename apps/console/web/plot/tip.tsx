import { type ReactNode, useLayoutEffect, useRef } from 'react';
import './tip.css';
import { placeBeside } from './place.ts';

interface TipProps {
  /** In the window. */
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
}

/** A box beside a point, above everything else; the pointer passes through it. */
export function Tip({ x, y, children }: TipProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.showPopover(), []);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const at = placeBeside({ x, y }, size, { width: innerWidth, height: innerHeight });
    element.style.translate = `${Math.round(at.x)}px ${Math.round(at.y)}px`;
  });
  return (
    <div ref={box} className="tip" role="tooltip" popover="manual">
      {children}
    </div>
  );
}
