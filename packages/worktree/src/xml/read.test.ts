import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextSource } from '../text/source.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { readXml } from './read.ts';

async function events(xml: string, size = 5): Promise<string[]> {
  const seen: string[] = [];
  async function* pieces() {
    for (let at = 0; at < xml.length; at += size) yield xml.slice(at, at + size);
  }
  await readXml(new TextSource('junit', 'x.xml', pieces(), { maxBytes: 1e6 }), {
    open: (name, attributes) => seen.push(`<${name} ${JSON.stringify(attributes)}`),
    close: (name) => seen.push(`/${name}`),
    text: (text) => seen.push(text),
  });
  return seen;
}

test('elements, attributes, text and CDATA come in their order', async () => {
  expect(await events('<?xml version="1.0"?><!-- x --><a b="1 &amp; 2">t&lt;<![CDATA[<&]]><c/></a>')).toEqual([
    '<a {"b":"1 & 2"}',
    't<',
    '<&',
    '<c {}',
    '/c',
    '/a',
  ]);
});

test('a document that declares entities is refused before any is expanded', async () => {
  const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
  const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">${levels}]><a>&e9;</a>`;
  await expect(events(bomb)).rejects.toThrow('x.xml cannot be read: line 1: it declares entities');
  const external = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
  await expect(events(external)).rejects.toThrow('it declares entities');
});

test('a document type without entities is let pass, as Cobertura has one', async () => {
  const doctype = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">';
  expect(await events(`${doctype}<coverage/>`)).toEqual(['<coverage {}', '/coverage']);
});

test.each([
  ['<a><b></a>', 'line 1: unexpected close tag'],
  ['<a>\n<b>\n', 'line 3: unclosed tag'],
  ['<a b="1', 'unexpected end'],
  ['', 'must contain a root element'],
  ['<a/><b/>', 'only one root'],
  ['<a>&nbsp;</a>', 'undefined entity'],
  ['<a>'.repeat(300), 'more than 256 deep'],
])('%# is refused: %.40s', async (xml, reason) => {
  await expect(events(xml)).rejects.toMatchObject({
    code: 'junit_unreadable',
    message: expect.stringContaining(reason),
  });
});

test('control characters that tests print do not make a report unreadable', async () => {
  expect(await events('<a b="\u0001">\u001b[31mred&#27;</a>')).toEqual([
    '<a {"b":"\\u0001"}',
    '\u001b[31mred&#27;',
    '/a',
  ]);
});

test('what is escaped comes back, but for characters that XML forbids', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      const [open, ...inner] = await events(`<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
      const expected = text.toWellFormed().replace(/[\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
      expect(open).toBe(`<a ${JSON.stringify({ b: expected })}`);
      expect(inner.slice(0, -1).join('')).toBe(expected);
    }),
  );
});
