import { styleText } from 'node:util';

/** Where text goes decides whether it is coloured: a terminal, and NO_COLOR unset. */
export type Painter = (style: Style, text: string) => string;
export type Style = 'plain' | 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

export function painterFor(stream: NodeJS.WriteStream): Painter {
  return (style, text) => (style === 'plain' ? text : styleText(style, text, { stream, validateStream: true }));
}

export const plain: Painter = (_style, text) => text;
