import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, hasData, OversizedFrame, splitFrames } from './sse.ts';

function read(chunks: readonly (string | Buffer)[], reader = new FrameReader()): { text: string; rest: string } {
  const text = chunks.map((chunk) => reader.push(Buffer.from(chunk))).join('');
  return { text, rest: reader.rest() };
}

describe('cutting bytes into frames', () => {
  it('gives out whole frames at once and keeps the rest', () => {
    const reader = new FrameReader();
    expect(reader.push(Buffer.from('data: 1\n\ndata: 2\n\ndata: 3'))).toBe('data: 1\n\ndata: 2\n\n');
    expect(reader.push(Buffer.from('\n'))).toBe('');
    expect(reader.push(Buffer.from('\ndata: 4'))).toBe('data: 3\n\n');
    expect(reader.rest()).toBe('data: 4');
  });

  it('gives the same text however the bytes are cut', () => {
    const frame = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => `data: ${JSON.stringify(text)}`),
      fc.constantFrom(': keep-alive', '', 'event: x\ndata: {}', 'id: 1'),
    );
    const stream = fc.record({
      frames: fc.array(frame, { minLength: 1 }),
      ending: fc.constantFrom('\n', '\r\n', '\r'),
      cuts: fc.array(fc.nat(400), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(stream, ({ frames, ending, cuts }) => {
        const expected = frames.map((block) => `${block}\n\n`).join('');
        const bytes = Buffer.from(expected.replaceAll('\n', ending));
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, at) => bytes.subarray(places[at], end));
        expect(read(chunks)).toEqual({ text: expected, rest: '' });
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives out blank lines between frames as they come', () => {
    const reader = new FrameReader();
    const texts = ['data: 1\n\n\n', '\n', 'data: 2\n', '\n'].map((chunk) => reader.push(Buffer.from(chunk)));
    expect(texts).toEqual(['data: 1\n\n\n', '\n', '', 'data: 2\n\n']);
  });

  it('ends frames in mixed line ends too', () => {
    expect(read(['data: 1\r\n\ndata: 2\r\rdata: 3\n\r\n'])).toEqual({
      text: 'data: 1\n\ndata: 2\n\ndata: 3\n\n',
      rest: '',
    });
  });

  it('leaves out a byte order mark', () => {
    expect(read(['\uFEFFdata: 1\n\n']).text).toBe('data: 1\n\n');
  });

  it('keeps half a character out of the text', () => {
    const bytes = Buffer.from('data: é\n\ndata: é');
    expect(read([bytes.subarray(0, -1)])).toEqual({ text: 'data: é\n\n', rest: 'data: \uFFFD' });
  });

  it('refuses a frame beyond its bound, also one that comes byte by byte', () => {
    expect(() => read(['data: 12345'], new FrameReader(10))).toThrow(OversizedFrame);
    expect(() => read(Array(11).fill('x'), new FrameReader(10))).toThrow(OversizedFrame);
    expect(read(['data: 1\n\n', 'data: 2\n\n'], new FrameReader(10)).rest).toBe('');
  });
});

describe('reading frames', () => {
  it.each([
    ['data: x', 'x'],
    ['data:x', 'x'],
    ['data:  x', ' x'],
    ['event: e\ndata: 1\nid: 7\ndata: 2', '1\n2'],
    [': comment', undefined],
    ['event: ping', undefined],
    ['datum: x', undefined],
  ])('%j has the data %j', (block, data) => {
    expect(splitFrames(`${block}\n\n`)).toEqual([{ text: `${block}\n\n`, data }]);
  });

  it('drops blank lines between frames', () => {
    expect(splitFrames('\n\ndata: 1\n\n\ndata: 2\n\n\n\n').map(({ text }) => text)).toEqual([
      'data: 1\n\n',
      'data: 2\n\n',
    ]);
  });

  it('tells texts with data from those that only keep the connection alive', () => {
    expect([': data: x\n\n', '\n\n', 'event: ping\n\n'].map(hasData)).toEqual([false, false, false]);
    expect(['data: x\n\n', ': c\n\ndata: x\n\n'].map(hasData)).toEqual([true, true]);
  });
});
