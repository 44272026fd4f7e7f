import { SaxesParser } from 'saxes';
import type { TextSource } from '../text/source.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** A piece of text or CDATA, character references resolved. */
  text?(text: string): void;
}

/** Far above what reports nest; each open element takes memory. */
const maxDepth = 256;

/** Tests print such characters and their runners copy them into reports; nothing else is lost by it. */
const forgiven = /(?:disallowed character|malformed character entity)\.$/;

/**
 * Reads XML piece by piece. No entity is ever expanded beyond XML's own five; a document that declares some is refused.
 *
 * @throws WorktreeError as the source does, and `…_unreadable`, which names the line, for what is not well-formed
 */
export async function readXml(source: TextSource, visitor: XmlVisitor): Promise<void> {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  const refuse = (reason: string) => source.unreadable(`line ${parser.line}: ${reason}`);
  parser.on('error', (error) => {
    if (!forgiven.test(error.message)) throw refuse(error.message.replace(/^[\d:]+ /, ''));
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw refuse('it declares entities, which are not expanded here');
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) throw refuse(`elements are nested more than ${maxDepth} deep`);
    visitor.open(name, attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    visitor.close(name);
  });
  const { text } = visitor;
  if (text !== undefined) {
    parser.on('text', (piece) => text.call(visitor, piece));
    parser.on('cdata', (piece) => text.call(visitor, piece));
  }
  for await (const piece of source) parser.write(piece);
  parser.close();
}
