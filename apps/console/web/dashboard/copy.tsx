import { useState } from 'react';

interface CopyProps {
  readonly label: string;
  /** What is copied; made when somebody asks for it. */
  readonly text: () => string | Promise<string>;
}

/** Copies a text and says so. */
export function CopyButton({ label, text }: CopyProps) {
  const [said, setSaid] = useState(label);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await text());
      setSaid('Copied');
    } catch {
      setSaid('This browser does not let pages copy');
    }
  };
  return (
    <button type="button" aria-live="polite" onClick={copy} onBlur={() => setSaid(label)}>
      {said}
    </button>
  );
}
