import './popover.css';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

interface PopoverProps {
  /** What the button says or, with an icon, is called. */
  readonly label: string;
  readonly icon?: ReactNode;
  readonly className?: string;
  /** Drawn while it is open. */
  readonly children: (close: () => void) => ReactNode;
  readonly onClose?: () => void;
}

/** A button and what it opens near itself; Esc and a click elsewhere close it. */
export function Popover({ label, icon, className, children, onClose }: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open || button.current === null || box.current === null) return;
    place(button.current, box.current);
    box.current.querySelector<HTMLElement>('input[type=search]')?.focus();
  }, [open]);
  const named = icon === undefined ? {} : { 'aria-label': label, title: label };
  return (
    <>
      <button ref={button} type="button" className={className} popoverTarget={id} aria-expanded={open} {...named}>
        {icon ?? label}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className="popover"
        role="dialog"
        aria-label={label}
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          if (newState === 'closed') onClose?.();
        }}
      >
        {open && children(() => box.current?.hidePopover())}
      </div>
    </>
  );
}

/** Below its button, or above where there is more room; never outside the window. */
function place(button: HTMLElement, box: HTMLElement): void {
  const { left, top, bottom } = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const above = innerHeight - bottom < Math.min(box.offsetHeight, top);
  Object.assign(box.style, {
    left: `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`,
    top: above ? 'auto' : `${bottom + 4}px`,
    bottom: above ? `${innerHeight - top + 4}px` : 'auto',
    maxHeight: `${(above ? top : innerHeight - bottom) - 12}px`,
  });
}
