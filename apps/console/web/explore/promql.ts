import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';

/** How far back names and values are looked up for completion, in milliseconds. */
const lookbackInterval = 12 * 3_600_000;

/** PromQL with names and values from the server, whose questions end with `destroy`. */
export function promql(): { readonly extension: Extension; readonly destroy: () => void } {
  const language = new PromQLExtension().setComplete({
    remote: { url: '', apiPrefix: '/prometheus/api/v1', httpMethod: 'GET', lookbackInterval },
  });
  return { extension: language.asExtension(), destroy: () => language.destroy() };
}

/** The field: Tab leaves it, Ctrl+Space completes, F8 goes to the next fault. */
export const field: Extension = [
  history(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false }),
  EditorView.lineWrapping,
  placeholder('A query in PromQL, such as up'),
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
  syntaxHighlighting(
    HighlightStyle.define([
      {
        tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.function(tags.variableName)],
        color: 'var(--link)',
      },
      { tag: [tags.string], color: 'var(--good)' },
      { tag: [tags.number], color: 'var(--warning)' },
      { tag: [tags.comment], color: 'var(--quiet)', fontStyle: 'italic' },
    ]),
  ),
  EditorView.theme({
    '&': { border: '1px solid var(--line)', borderRadius: 'var(--radius)', background: 'var(--surface)' },
    '&.cm-focused': { outline: '2px solid var(--focus)' },
    '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: '0.875rem', maxHeight: '40vh' },
    '.cm-content': { padding: '6px 2px', caretColor: 'var(--text)' },
    '.cm-placeholder': { color: 'var(--quiet)' },
    '.cm-tooltip': { border: '1px solid var(--line)', background: 'var(--surface)', color: 'var(--text)' },
    '.cm-tooltip.cm-completionInfo': { padding: '6px 10px', maxWidth: '24rem' },
    // On a small screen it would lie over the choices.
    '.cm-completionInfo-right-narrow, .cm-completionInfo-left-narrow': { display: 'none' },
    '.cm-tooltip-autocomplete': { margin: '5px 0' },
    '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { background: '#1f60c4', color: '#fff' },
    '.cm-completionDetail': { color: 'var(--quiet)' },
    'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
    '.cm-matchingBracket': { background: 'var(--raised)', outline: '1px solid var(--line)' },
    '.cm-panels': { background: 'var(--raised)', color: 'var(--text)' },
  }),
];
