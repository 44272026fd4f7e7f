import type { Range } from './range.ts';

/** Shorter secrets are not looked for: they also occur in ordinary words. */
const shortest = 6;

/** Of a secret that was cut short, this much must be there. */
const headLength = 8;

/** Finds given secrets, whole or as a beginning that ends in an ellipsis. */
export function knownSecrets(known: readonly string[]): (text: string) => Generator<Range> {
  const secrets = [...new Set(known)].filter(({ length }) => length >= shortest);
  return function* find(text) {
    for (const secret of secrets) {
      const head = secret.slice(0, headLength);
      for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
        let end = at + head.length;
        while (end < at + secret.length && text[end] === secret[end - at]) end += 1;
        const isCut = /^(?:…|\.{3})/.test(text.slice(end, end + 3));
        if (end === at + secret.length || isCut) yield [at, end];
      }
    }
  };
}
