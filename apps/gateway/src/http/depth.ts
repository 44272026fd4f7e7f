const quote = 0x22;
const backslash = 0x5c;
const openers = [0x5b, 0x7b];
const closers = [0x5d, 0x7d];

/** Whether JSON nests deeper than `most` levels, found without parsing it; what is no JSON is counted all the same. */
export function isDeeperThan(most: number, json: Buffer): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === quote) {
      at = endOfString(json, at + 1);
    } else if (openers.includes(byte)) {
      depth += 1;
      if (depth > most) return true;
    } else if (closers.includes(byte)) {
      depth -= 1;
    }
  }
  return false;
}

/** Strings are most of a request, and are skipped at the speed of a search for the next quote. */
function endOfString(json: Buffer, start: number): number {
  for (let end = json.indexOf(quote, start); end !== -1; end = json.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (json[end - 1 - escapes] === backslash && end - 1 - escapes >= start) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return json.length;
}
