import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { runMenu } from './menu.ts';

/** Types a line whenever the menu asks. */
async function typed(...lines: string[]) {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const acted: string[] = [];
  let shown = '';
  output.on('data', (chunk: string) => {
    shown += chunk;
    if (!chunk.includes('Your choice: ')) return;
    const line = lines.shift();
    if (line === undefined) input.end();
    else input.write(`${line}\n`);
  });
  await runMenu({ input, output }, async (choice) => {
    acted.push(choice);
  });
  return { acted, shown };
}

test('it offers the choices again after each, until q', async () => {
  const { acted, shown } = await typed('1', '2', '3', '4', 'q', '1');
  expect(acted).toEqual(['status', 'critical', 'warning', 'reset']);
  expect(shown.match(/reset all to normal/g)).toHaveLength(5);
});

test('what is no choice is answered with the choices, and the end of the input is the end', async () => {
  const { acted, shown } = await typed('7', '');
  expect(acted).toEqual([]);
  expect(shown).toContain('Please type 1, 2, 3, 4 or q.');
});
