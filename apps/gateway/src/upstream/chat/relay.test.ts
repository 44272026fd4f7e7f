import { describe, expect, it } from 'vitest';
import { faults } from '../testing/requests.ts';
import { ChatRelay } from './relay.ts';

const relay = (options = {}) => new ChatRelay(faults, { choices: 1, hideUsage: false, ...options });
const frame = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta: unknown, finish_reason: string | null = null, index = 0) =>
  frame({ choices: [{ index, delta, finish_reason }] });
const usageOnly = frame({ choices: [], usage: { prompt_tokens: 2, completion_tokens: 1 } });
const DONE = 'data: [DONE]\n\n';

describe('what starts a chat stream', () => {
  it.each([
    ['content', { content: 'x' }],
    ['reasoning', { role: 'assistant', content: null, reasoning_content: 'hm' }],
    ['a tool call', { tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] }],
    ['a refusal', { refusal: 'no' }],
  ])('is %s', (_title, delta) => {
    const stream = relay();
    stream.push(chunk(delta));
    expect([stream.started, stream.progress]).toEqual([true, 1]);
  });

  it.each([
    ['a role', { role: 'assistant' }],
    ['empty content', { role: 'assistant', content: '', reasoning_content: null, tool_calls: [] }],
    ['nothing', {}],
  ])('is not %s', (_title, delta) => {
    const stream = relay();
    expect(stream.push(chunk(delta))).toBe(chunk(delta));
    expect([stream.started, stream.progress]).toEqual([false, 0]);
  });

  it('is an end without content too, but not one for want of resources', () => {
    const ended = relay();
    ended.push(chunk({}, 'stop'));
    expect([ended.started, ended.fault]).toEqual([true, undefined]);
    const overloaded = relay();
    expect(overloaded.push(chunk({ content: '' }, 'insufficient_system_resource'))).toBe('');
    expect(overloaded.fault?.fault).toMatchObject({ kind: 'failure', errorType: 'overloaded' });
  });
});

describe('a chat stream under way', () => {
  const begun = (options = {}) => {
    const stream = relay(options);
    stream.push(chunk({ content: 'x' }));
    return stream;
  };

  it('goes on as it is, comments included, and progresses only by data', () => {
    const stream = begun();
    const text = `${chunk({ content: 'y "usage": {} data: [DONE]' })}: c\n\n${chunk({ content: 'z' })}`;
    expect(stream.push(text)).toBe(text);
    const { progress } = stream;
    expect(stream.push(': keep-alive\n\n\n\n')).toBe(': keep-alive\n\n\n\n');
    expect(stream.progress).toBe(progress);
    expect(stream.done).toBe(false);
  });

  it('shows usage in a chunk of its own only to those who asked for it', () => {
    for (const hideUsage of [true, false]) {
      const stream = begun({ hideUsage });
      const out = stream.push(chunk({}, 'stop') + usageOnly + DONE);
      expect(out).toBe(chunk({}, 'stop') + (hideUsage ? '' : usageOnly) + DONE);
      expect(stream.usage).toEqual({ prompt: 2, completion: 1, cached: 0, reasoning: 0 });
      expect(stream.done).toBe(true);
    }
  });

  it('keeps usage that comes with the last choice in front of everyone', () => {
    const stream = begun({ hideUsage: true });
    const last = frame({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 3 } });
    expect(stream.push(last)).toBe(last);
    expect(stream.usage?.prompt).toBe(3);
  });

  it('breaks when the provider gives up for want of resources', () => {
    const stream = begun();
    expect(stream.push(chunk({ content: 'y' }) + chunk({}, 'insufficient_system_resource') + DONE)).toBe(
      chunk({ content: 'y' }),
    );
    expect(stream.fault?.fault).toMatchObject({ errorType: 'overloaded' });
  });

  it.each([
    ['an event of errors', 'event: error\ndata: {"message":"boo","code":503}\n\n', 'overloaded'],
    ['an object of errors', 'data: {"object":"error","message":"boo","code":503}\n\n', 'overloaded'],
    ['an error of a choice', frame({ choices: [{ index: 0, delta: {}, error: { code: 503 } }] }), 'overloaded'],
    ['a choice that ends as an error', chunk({}, 'error'), 'failed_run'],
    ['a page', 'data: <html>gateway timeout</html>\n\n', 'bad_answer'],
    ['half an object', 'data: {"choices":[{"ind\n\n', 'bad_answer'],
    ['a list', 'data: []\n\n', 'bad_answer'],
    ['a text', 'data:"x"\n\n', 'bad_answer'],
  ])('breaks by %s, whatever comes after it', (_title, broken, errorType) => {
    const stream = begun();
    expect(stream.push(chunk({ content: 'y' }) + broken + chunk({}, 'stop') + DONE)).toBe(chunk({ content: 'y' }));
    expect(stream.done).toBe(false);
    expect(stream.fault?.fault).toMatchObject({ kind: 'failure', errorType });
  });

  it('does not break by an object in several lines', () => {
    const stream = begun();
    const text = 'data: {"choices":[{"index":0,\ndata: "delta":{"content":"y"}}]}\n\n';
    expect(stream.push(text)).toBe(text);
    expect(stream.fault).toBeUndefined();
  });

  it('hands on nothing after its end', () => {
    const stream = begun();
    expect(stream.push(chunk({}, 'stop') + DONE + chunk({ content: 'late' }))).toBe(chunk({}, 'stop') + DONE);
  });
});

describe('the end of the connection', () => {
  const ended = (text: string, rest = '', options = {}) => {
    const stream = relay(options);
    stream.push(text);
    return { out: stream.end(rest), done: stream.done, type: stream.fault?.fault.errorType };
  };

  it('completes a stream whose choices have finished, and gives it its end', () => {
    expect(ended(chunk({ content: 'x' }, 'stop'))).toEqual({ out: DONE, done: true, type: undefined });
    expect(ended(chunk({ content: 'x' }), 'data: [DONE]\n')).toEqual({ out: DONE, done: true, type: undefined });
    for (const rest of ['data:[DONE]', 'data:[DONE]\n', 'data: [DONE]']) {
      expect(ended(chunk({ content: 'x' }), rest)).toEqual({ out: DONE, done: true, type: undefined });
    }
  });

  it('cuts every other stream', () => {
    const cut = { out: '', done: false, type: 'stream_cut' };
    expect(ended(chunk({ content: 'x' }))).toEqual(cut);
    expect(ended(chunk({ content: 'x' }, ''))).toEqual(cut);
    expect(ended(chunk({ content: 'x' }, 'stop'), 'data: {"choices":[],"us')).toEqual(cut);
    expect(ended(chunk({ content: 'x' }, 'stop'), '', { choices: 2 })).toEqual(cut);
  });

  it('completes no stream without a single token', () => {
    expect(ended('', 'data: [DONE]')).toEqual({ out: '', done: false, type: 'bad_answer' });
  });

  it('waits for all choices', () => {
    const both = chunk({ content: 'x' }, 'stop', 0) + chunk({ content: 'y' }, 'length', 1);
    expect(ended(both, '', { choices: 2 })).toMatchObject({ done: true });
  });
});
