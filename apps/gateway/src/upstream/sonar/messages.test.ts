import { describe, expect, it } from 'vitest';
import { translateMessages } from './messages.ts';

const system = (content: string) => ({ role: 'system', content });
const user = (content: unknown) => ({ role: 'user', content });
const said = (role: string, content: unknown) => ({ type: 'message', role, content });

describe('a conversation for the Agent API', () => {
  it('begins with the instructions of the system', () => {
    expect(
      translateMessages([system('Be brief.'), { role: 'developer', content: 'In German.' }, user('Who?')], false),
    ).toEqual({
      instructions: 'Be brief.\n\nIn German.',
      input: [said('user', 'Who?')],
    });
  });

  it('leaves the instructions of a preset in place', () => {
    expect(translateMessages([system('Be brief.'), user('Who?')], true)).toEqual({
      input: [said('system', 'Be brief.'), said('user', 'Who?')],
    });
  });

  it('keeps what the system says later where it was said', () => {
    const { input, instructions } = translateMessages([user('a'), system('b'), user('c')], false);
    expect(instructions).toBeUndefined();
    expect(input.map((item) => item['role'])).toEqual(['user', 'system', 'user']);
  });

  it('of the system alone is still something to answer', () => {
    expect(translateMessages([system('Say hello.')], false)).toEqual({ input: [said('system', 'Say hello.')] });
  });

  it('may hold images', () => {
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
    ];
    expect(translateMessages([user(content)], false).input).toEqual([
      said('user', [
        { type: 'input_text', text: 'What is this?' },
        { type: 'input_image', image_url: 'https://example.com/a.png' },
      ]),
    ]);
  });

  it('tells earlier answers as plain words', () => {
    const parts = [
      { type: 'text', text: 'one ' },
      { type: 'text', text: 'two' },
    ];
    expect(translateMessages([user('x'), { role: 'assistant', content: parts }], false).input[1]).toEqual(
      said('assistant', 'one two'),
    );
  });

  it('carries function calls and their results', () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } };
    const messages = [
      user('x'),
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: '42' },
    ];
    expect(translateMessages(messages, false).input.slice(1)).toEqual([
      { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{"a":1}' },
      { type: 'function_call_output', call_id: 'call_1', output: '42' },
    ]);
  });
});
