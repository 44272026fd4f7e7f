import { describe, expect, it } from 'vitest';
import { faults } from '../testing/requests.ts';
import { AgentRelay } from './relay.ts';

const frame = (type: string, more = {}) => `data: ${JSON.stringify({ type, ...more })}\n\n`;
const delta = frame('response.output_text.delta', { delta: 'x' });

describe('a stream of the Agent API', () => {
  it.each([
    ['text', 'response.output_text.delta', { delta: 'x' }],
    ['a step of the reasoning', 'response.reasoning.search_queries', { queries: ['q'] }],
    ['a summary of the reasoning', 'response.reasoning_summary_text.delta', { delta: 'hm' }],
    ['a function call', 'response.output_item.added', { item: { type: 'function_call' } }],
  ])('starts with %s', (_title, type, more) => {
    const stream = new AgentRelay(faults);
    stream.push(frame(type, more));
    expect([stream.started, stream.progress]).toEqual([true, 1]);
  });

  it.each([
    ['its creation', 'response.created', { response: { status: 'in_progress', error: null } }],
    ['an empty message', 'response.output_item.added', { item: { type: 'message' } }],
    ['an empty delta', 'response.output_text.delta', { delta: '' }],
    ['the start of a reasoning without a thought', 'response.reasoning.started', { thought: null }],
    ['an event unknown here', 'response.unknown', {}],
  ])('does not start with %s', (_title, type, more) => {
    const stream = new AgentRelay(faults);
    stream.push(frame(type, more));
    expect([stream.started, stream.progress, stream.fault]).toEqual([false, 0, undefined]);
  });

  it.each([
    ['completed', 'response.completed', { response: { status: 'completed', output: [], usage: { input_tokens: 1 } } }],
    ['incomplete', 'response.incomplete', { response: { status: 'incomplete', usage: { input_tokens: 1 } } }],
    ['without a response', 'response.completed', {}],
  ])('is done when its run is %s', (_title, type, more) => {
    const stream = new AgentRelay(faults);
    stream.push(delta);
    expect(stream.push(delta + frame(type, more) + delta)).toBe(delta + frame(type, more));
    expect([stream.done, stream.usage?.prompt]).toEqual([true, 'response' in more ? 1 : undefined]);
  });

  it.each([
    ['failed', 'response.failed', { error: { message: 'oh' } }, 'failed_run'],
    ['failed, told as completed', 'response.completed', { response: { status: 'failed' } }, 'failed_run'],
    ['cancelled', 'response.cancelled', { response: { status: 'cancelled' } }, 'failed_run'],
    ['an error', 'error', { error: { message: 'oh', code: 503 } }, 'overloaded'],
    ['an error in the words of OpenAI', 'error', { message: 'oh', code: 'server_error' }, 'failed_run'],
  ])('breaks when its run is %s', (_title, type, more, errorType) => {
    for (const before of ['', delta]) {
      const stream = new AgentRelay(faults);
      expect(stream.push(before + frame(type, more))).toBe(before);
      expect(stream.fault?.fault).toMatchObject({ kind: 'failure', errorType });
    }
  });

  it('breaks by an error that is no event', () => {
    const stream = new AgentRelay(faults);
    stream.push('data: {"error":{"message":"slow down","code":429}}\n\n');
    expect(stream.fault?.fault).toMatchObject({ kind: 'rate_limit' });
  });

  it.each([
    ['an event of errors', 'event: error\ndata: {"message":"boo"}\n\n', 'bad_answer'],
    ['an object of errors', 'data: {"object":"error","message":"boo","code":503}\n\n', 'overloaded'],
    ['an error without a type', 'data: {"error":{"message":"boo","code":503}}\n\n', 'overloaded'],
    ['a page', 'data: <html>gateway timeout</html>\n\n', 'bad_answer'],
    ['half an object', 'data: {"type":"resp\n\n', 'bad_answer'],
  ])('breaks under way by %s, whatever comes after it', (_title, broken, errorType) => {
    const stream = new AgentRelay(faults);
    stream.push(delta);
    expect(stream.push(delta + broken + frame('response.completed'))).toBe(delta);
    expect(stream.done).toBe(false);
    expect(stream.fault?.fault).toMatchObject({ kind: 'failure', errorType });
  });

  it('goes on as it is, comments included, and progresses only by data', () => {
    const stream = new AgentRelay(faults);
    stream.push(`: early\n\n${delta}`);
    const text = `: c\n\n${frame('response.output_text.delta', { delta: '{"type":"error"}' })}`;
    expect(stream.push(text)).toBe(text);
    expect(stream.push(': c\n\n')).toBe(': c\n\n');
    expect(stream.progress).toBe(2);
  });
});
