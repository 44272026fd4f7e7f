import { describe, expect, it } from 'vitest';
import { request } from '../testing/requests.ts';
import { chatRequest } from './request.ts';

const messages = [{ role: 'user', content: 'x' }];
const parsed = (body: Buffer | string) => JSON.parse(body.toString());

describe('a chat request', () => {
  it('goes out as the very bytes that came in', () => {
    const plain = request('chat', { model: 'm', messages });
    expect(chatRequest(plain)).toEqual({ body: plain.raw, hideUsage: false });
    const asked = request('chat', { model: 'm', stream: true, stream_options: { include_usage: true }, messages });
    expect(chatRequest(asked).body).toBe(asked.raw);
  });

  it('loses the prefix of its model and nothing else', () => {
    const { body, hideUsage } = chatRequest(request('chat', { model: 'local/m', messages, odd: [1] }, 'm'));
    expect(parsed(body)).toEqual({ model: 'm', messages, odd: [1] });
    expect(hideUsage).toBe(false);
  });

  it('asks for usage in every stream, keeping the other bytes as they are', () => {
    const raw = ' {\n "model": "m", "stream": true, "messages": [] }';
    const { body, hideUsage } = chatRequest({ ...request('chat', JSON.parse(raw)), raw: Buffer.from(raw) });
    expect(body.toString()).toBe(raw.replace('{', '{"stream_options":{"include_usage":true},'));
    expect(hideUsage).toBe(true);
  });

  it.each([
    ['other options', { include_obfuscation: false }, 'm'],
    ['usage declined', { include_usage: false }, 'm'],
    ['no options', null, 'm'],
    ['a prefix', undefined, 'local/m'],
  ])('asks for usage beside %s', (_title, stream_options, model) => {
    const { body, hideUsage } = chatRequest(request('chat', { model, stream: true, stream_options, messages }, 'm'));
    expect(parsed(body)).toEqual({
      model: 'm',
      stream: true,
      stream_options: { ...stream_options, include_usage: true },
      messages,
    });
    expect(hideUsage).toBe(true);
  });
});
