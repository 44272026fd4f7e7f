import { type Answered, checkCitations, plainText } from '@switchgear/llm';
import type { CaseResult } from '../model.ts';
import type { Task } from './prompt.ts';

const longestAnswer = 2_000;
const mostSources = 5;

const titles: Readonly<Record<Task, string>> = { cause: 'Likely cause', known: 'Known about it' };

/**
 * Text for people: what models have said about a failure, which of them, and which places they name that do not exist.
 * Nothing in it can move a cursor.
 */
export function explanationOf(
  failed: CaseResult,
  answers: readonly { readonly task: Task; readonly model: string; readonly answer: Answered }[],
  root: string,
): string {
  const parts = answers.map(({ task, model, answer }) => {
    const text = plainText(answer.text, longestAnswer);
    const doubts = checkCitations(text, root);
    return [
      `${titles[task]}, says ${model}, which may be wrong:`,
      text,
      ...answer.sources.slice(0, mostSources).map((source) => `  ${plainText(source, 500)}`),
      ...(doubts.length > 0 ? [`It names what does not exist: ${doubts.join(', ')}`] : []),
    ].join('\n');
  });
  return [plainText(`${failed.file} > ${failed.name}`, 300), ...parts].join('\n');
}
