/** A text with as much of its middle left out as makes it no wider than `most`; its end often tells it from others. */
export function shorten(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text;
  const letters = [...text];
  for (let keep = Math.min(letters.length, 200) - 1; keep > 1; keep--) {
    const start = Math.ceil(keep / 2);
    const short = `${letters.slice(0, start).join('')}…${letters.slice(letters.length - (keep - start)).join('')}`;
    if (widthOf(short) <= most) return short;
  }
  return '…';
}
