import { type ReactNode, useEffect, useRef } from 'react';

interface WideDialogProps {
  readonly title: string;
  readonly className?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that is open from the start, with its title and a way out. */
export function WideDialog({ title, className = 'wide', onClose, children }: WideDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={className} aria-label={title} onClose={onClose}>
      <header>
        <h2>{title}</h2>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </header>
      {children}
    </dialog>
  );
}
