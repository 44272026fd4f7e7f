import type { Budget } from '../budget/budget.ts';
import type { Answer } from './answer.ts';
import type { Question } from './ask.ts';
import { estimateTokens } from './estimate.ts';

/** Of scripts with a token to a character a prompt has three times the estimate: more than that is no count. */
const mostTimes = 3;

/**
 * Asks where the day has the tokens for it, else undefined. What nobody can know, as of a call that was given up, or what
 * cannot be true has used the estimate.
 */
export async function askWithin(
  budget: Budget,
  ask: (question: Question) => Promise<Answer>,
  question: Question,
): Promise<Answer | undefined> {
  const estimate = estimateTokens(question);
  const reservation = budget.take(estimate);
  if (reservation === undefined) return undefined;
  const answer = await ask(question);
  const used = answer.usage && answer.usage.prompt + answer.usage.completion;
  if (used !== undefined && used <= mostTimes * estimate) reservation.settle(used);
  return answer;
}
