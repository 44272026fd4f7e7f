import {
  type Answer,
  askWithin,
  type Budget,
  checkCitations,
  plainText,
  type Question,
  type Scrubber,
} from '@switchgear/llm';
import { messageOf } from '@switchgear/service';
import type { Audit, Comments, Fault } from '../model.ts';
import { promptOf } from './prompt.ts';

export interface CommentOptions {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly scrubber: Scrubber;
  readonly budget: Budget;
  readonly model: string;
  /** Told why there are no comments where that is as it should be. */
  readonly onNote: (text: string) => void;
  readonly signal?: AbortSignal;
}

const longestText = 2_000;

/** Tokens of an answer; some models think in them first. */
const maxTokens = 2_000;

/** What there is of comments: with neither, the day had no tokens for them. */
export type Commented = Comments | Fault | undefined;

/** What a language model says about an audit, or why it says nothing. Never rejects: a report is complete without. */
export async function comment(audit: Audit, options: CommentOptions): Promise<Commented> {
  try {
    return await put(audit, options);
  } catch (error) {
    return fault(messageOf(error));
  }
}

async function put(audit: Audit, options: CommentOptions): Promise<Commented> {
  const { ask, scrubber, budget, model, onNote, signal } = options;
  const question = { model, messages: promptOf(audit, scrubber), maxTokens, ...(signal !== undefined && { signal }) };
  const answer = await askWithin(budget, ask, question);
  if (answer === undefined) {
    onNote('no comments: the tokens of this day are used up; more are given by audit_agent.comments.daily_tokens');
    return undefined;
  }
  if (answer.kind !== 'answered') return fault(`${model}: ${answer.reason}`);
  const text = plainText(answer.text, longestText);
  return { model, text, doubts: checkCitations(text, audit.root) };
}

function fault(reason: string): Fault {
  return { type: 'comments', message: `The report has no comments: ${reason}.` };
}
