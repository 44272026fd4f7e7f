import { useEffect, useRef } from 'react';
import { defaultKeybindingsHandlerIgnore, tinykeys } from 'tinykeys';
import { type Action, shortcuts } from './keyboard-list.ts';

export type Handlers = Readonly<Partial<Record<Action, () => void>>>;

/** Handles shortcuts while a component is on the page; not while somebody types, nor under an open dialog or menu. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const handled = shortcuts.filter(({ action }) => latest.current[action] !== undefined);
    const bindings = handled.flatMap(({ keys, action }) =>
      keys.map((key) => [key, () => latest.current[action]?.()] as const),
    );
    const ignore = (event: KeyboardEvent) =>
      defaultKeybindingsHandlerIgnore(event) ||
      isTyping(event) ||
      document.querySelector('dialog[open], [popover="auto"]:popover-open') !== null;
    return tinykeys(window, Object.fromEntries(bindings), { ignore });
  }, []);
}

/** The editor of Explore lives in a shadow tree, outside of which its field does not show. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && target.isContentEditable;
}
