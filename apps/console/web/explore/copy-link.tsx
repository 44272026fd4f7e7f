import { type MouseEvent, useState } from 'react';

/** The address itself says all; a click puts it on the clipboard where the browser lets it. */
export function CopyLink() {
  const { href } = location;
  const [said, setSaid] = useState<{ readonly href: string; readonly text: string }>();
  async function copy(event: MouseEvent) {
    if (!isSecureContext) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(href);
      setSaid({ href, text: 'Copied.' });
    } catch {
      setSaid({ href, text: 'The browser does not allow it; take the address from its bar.' });
    }
  }
  return (
    <>
      <a href={href} onClick={copy}>
        Copy link
      </a>
      <span role="status" className="quiet">
        {said?.href === href && said.text}
      </span>
    </>
  );
}
