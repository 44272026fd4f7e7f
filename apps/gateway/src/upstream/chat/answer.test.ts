import { describe, expect, it } from 'vitest';
import { UpstreamFault } from '../errors.ts';
import { faults } from '../testing/requests.ts';
import { readChatAnswer } from './answer.ts';

const choice = { index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' };

function faultOf(answer: unknown): unknown {
  try {
    return readChatAnswer(Buffer.from(JSON.stringify(answer)), faults);
  } catch (error) {
    return error instanceof UpstreamFault ? error.fault : error;
  }
}

describe('a whole chat completion', () => {
  it('is good with every choice that has ended well', () => {
    for (const finish_reason of ['stop', 'length', 'tool_calls', 'content_filter', null]) {
      expect(faultOf({ choices: [{ ...choice, finish_reason, error: null }] })).toHaveProperty('body');
    }
  });

  it.each([
    ['that is an error', { object: 'error', message: 'boo', code: 503 }, 'overloaded'],
    ['without a choice', { choices: [] }, 'bad_answer'],
    ['with a choice that is an error', { choices: [choice, { ...choice, error: { code: 503 } }] }, 'overloaded'],
    ['with a choice that ended as an error', { choices: [{ ...choice, finish_reason: 'error' }] }, 'failed_run'],
  ])('%s is a fault', (_title, answer, errorType) => {
    expect(faultOf(answer)).toMatchObject({ kind: 'failure', errorType });
  });
});
