/** Names most like a mistyped one, best first; none that has little in common with it. */
export function nearest(word: string, known: readonly string[]): string[] {
  const pairs = pairsOf(word);
  const likeness = (name: string) => {
    const others = pairsOf(name);
    return (2 * [...pairs].filter((pair) => others.has(pair)).length) / (pairs.size + others.size);
  };
  return known
    .filter((name) => likeness(name) >= 0.4)
    .sort((a, b) => likeness(b) - likeness(a))
    .slice(0, 3);
}

/** Each letter with the one behind it. */
function pairsOf(word: string): Set<string> {
  const letters = ` ${word.toLowerCase()} `;
  return new Set(Array.from(letters, (_, at) => letters.slice(at, at + 2)));
}
