import { expect, it } from 'vitest';
import { foundIn } from './files.ts';

const file = {
  file: 'team/cb.json',
  uid: 'cb',
  title: 'Circuit Breaker',
  description: 'Which keys are open.',
  tags: ['llm-api'],
  folder: 'Team',
  fault: null,
};

it.each([
  ['', true],
  ['  ', true],
  ['breaker KEYS', true],
  ['llm team', true],
  ['breaker closed', false],
])('the search “%s” finds it: %s', (search, found) => {
  expect(foundIn(file, search)).toBe(found);
});
