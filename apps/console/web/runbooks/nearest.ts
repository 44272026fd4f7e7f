/** Names like a mistyped one, in what the server says of it. */
export function nearestIn(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null || !('nearest' in answer)) return [];
  return Array.isArray(answer.nearest) ? answer.nearest.filter((name) => typeof name === 'string') : [];
}
