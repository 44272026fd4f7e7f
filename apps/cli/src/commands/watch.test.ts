import { expect, test } from 'vitest';
import { createCli } from '../cli.ts';

test('a report of a watch that does not end is wrong usage', async () => {
  await expect(createCli().parseAsync(['watch', '--junit', 'a.xml'], { from: 'user' })).rejects.toMatchObject({
    code: 'invalid_argument',
    exitStatus: 2,
    message: expect.stringContaining('add --once'),
  });
});
