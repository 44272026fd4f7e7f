/** Characters that are not seen, or that make others be read in another place than they stand in. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/**
 * The same text in one line and with every character to be seen: control characters and those that turn the direction
 * of writing stand there as `\u{202e}`.
 */
export function visible(text: string): string {
  return text.replace(unseen, (found) =>
    found === '\n' ? '\\n' : found === '\t' ? '\\t' : `\\u{${found.codePointAt(0)?.toString(16)}}`,
  );
}

/** The beginning of what may have any length, as the subject of a commit. */
export function brief(text: string): string {
  return text.replace(/^(.{300}).+/su, '$1…');
}
