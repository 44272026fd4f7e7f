import {
  type Answer,
  type Budget,
  checkCitations,
  estimateTokens,
  existsIn,
  plainText,
  type Question,
  type Scrubber,
} from '@switchgear/llm';
import type { Audit, Comments, Fault } from '../model.ts';
import { promptOf } from './prompt.ts';

export interface CommentOptions {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly scrubber: Scrubber;
  readonly budget: Budget;
  readonly model: string;
  readonly signal?: AbortSignal;
}

const longestText = 2_000;

/** Tokens of an answer; some models think in them first. */
const maxTokens = 2_000;

/** What a language model says about an audit, or why it says nothing. Never rejects: a report is complete without. */
export async function comment(audit: Audit, options: CommentOptions): Promise<Comments | Fault> {
  try {
    return await put(audit, options);
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error));
  }
}

async function put(audit: Audit, { ask, scrubber, budget, model, signal }: CommentOptions): Promise<Comments | Fault> {
  const question = { model, messages: promptOf(audit, scrubber), maxTokens, ...(signal !== undefined && { signal }) };
  const estimate = estimateTokens(question);
  const reservation = budget.take(estimate);
  if (reservation === undefined)
    return fault('the tokens of this day are used up; more are given by audit_agent.comments.daily_tokens');
  const answer = await ask(question);
  if (answer.kind !== 'answered') {
    reservation.settle(0);
    return fault(`${model}: ${answer.reason}`);
  }
  reservation.settle(answer.usage ? answer.usage.prompt + answer.usage.completion : estimate);
  const text = plainText(answer.text, longestText);
  return { model, text, doubts: checkCitations(text, existsIn(audit.root)) };
}

function fault(reason: string): Fault {
  return { type: 'comments', message: `The report has no comments: ${reason}.` };
}
