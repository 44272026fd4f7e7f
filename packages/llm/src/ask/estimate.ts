import type { Question } from './ask.ts';

/** Code has about three characters to a token, with some reserve. */
const charactersPerToken = 3;

/** At most so many tokens a question and its answer will take; what they really took is in the answer's usage. */
export function estimateTokens({ messages, maxTokens }: Question): number {
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  return Math.ceil(characters / charactersPerToken) + maxTokens;
}
