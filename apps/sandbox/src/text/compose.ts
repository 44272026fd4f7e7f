import { seededRandom } from './random.ts';

const openings = ['In short', 'Looking at it plainly', 'Put simply', 'From what you wrote'];
const subjects = ['the request', 'the question', 'this case', 'the change', 'the failing step'];
const verbs = ['comes down to', 'depends on', 'is explained by', 'starts with', 'is best settled by'];
const objects = [
  'the input it was given',
  'a limit that was reached',
  'the order of two steps',
  'one missing check',
  'a value that nobody set',
  'how often it is retried – naïvely, or with a pause',
];
const advices = ['Measure it first.', 'Write a test for it.', 'Try the smallest case.', 'Read the log once more.'];

/** An answer that says it is simulated; the same seed and prompt give the same text. */
export function compose(seed: string, model: string, prompt: string) {
  const random = seededRandom(`${seed}\n${model}\n${prompt}`);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  const sentence = () => `${pick(openings)}, ${pick(subjects)} ${pick(verbs)} ${pick(objects)}.`;
  const sentences = Array.from({ length: 2 + Math.floor(random() * 3) }, sentence);
  return {
    /** Thoughts before the answer; only asked for from a reasoning model. */
    reasoning: `The prompt has ${wordsOf(prompt).length} words. ${sentence()} So I answer briefly.`,
    content: `Simulated answer of ${model}; no model was asked. ${sentences.join(' ')} ${pick(advices)}`,
  };
}

/** The text in pieces of a word each, as a stream of tokens has them; joined they are the text. */
export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}

/** About as many tokens as a tokenizer would count: four characters make one. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

/** The text cut to a number of tokens, and whether anything was lost. */
export function limitTokens(text: string, maximum: number | undefined): { text: string; cut: boolean } {
  if (maximum === undefined || countTokens(text) <= maximum) return { text, cut: false };
  return { text: text.slice(0, maximum * 4), cut: true };
}
