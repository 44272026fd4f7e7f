import { useState } from 'react';

const labels = { ready: 'Copy', done: 'Copied', refused: 'Press Ctrl+C' };

/** Copies the command in a block. */
export function CopyButton({ of: block }: { readonly of: HTMLElement }) {
  const [state, setState] = useState<keyof typeof labels>('ready');
  const copy = async () => {
    const code = block.querySelector('code');
    try {
      await navigator.clipboard.writeText(code?.textContent.trim() ?? '');
      setState('done');
    } catch {
      // Only pages of this machine, or over https, may; anybody may copy what is marked.
      if (code !== null) getSelection()?.selectAllChildren(code);
      setState('refused');
    }
  };
  return (
    <button type="button" className="copy" onClick={copy} onBlur={() => setState('ready')}>
      {labels[state]}
    </button>
  );
}
