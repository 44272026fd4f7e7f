const knownPrefix = /(?:^|[^a-z])(?:sk|pplx|xox[a-z]|ghp|gsk|key)[-_][a-z0-9]|hooks\.slack\.com/i;
const longestName = 60;

/**
 * Whether a text may be a secret in the wrong place, and must not be repeated in a message: it begins like one, is too
 * long for a name, or has a part in which letters and digits alternate as they do not in names of models.
 */
export function looksSecret(text: string): boolean {
  return knownPrefix.test(text) || text.length > longestName || text.split(/[-_./:@\s]/).some(isRandom);
}

function isRandom(part: string): boolean {
  return part.length >= 8 && /[a-z][0-9]/i.test(part) && /[0-9][a-z]/i.test(part);
}
