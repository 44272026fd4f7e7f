const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** A text in lines of so many columns, broken between words; what does not fit into `most` lines is left out. */
export function wrap(text: string, columns: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    const isLast = lines.length === most - 1;
    if (line === '' || isLast || shorten(longer, columns) === longer) line = longer;
    else {
      lines.push(shorten(line, columns));
      line = word;
    }
  }
  return [...lines, shorten(line, columns)];
}

/** The beginning of a text that fits into so many columns of a terminal, with an ellipsis where something is left. */
export function shorten(text: string, columns: number): string {
  let used = 0;
  let kept = '';
  let room = '';
  for (const character of text) {
    used += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
    if (used > columns) return `${room}…`;
    kept += character;
    if (used < columns) room = kept;
  }
  return text;
}
