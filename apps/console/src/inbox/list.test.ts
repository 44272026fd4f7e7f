import { expect, it } from 'vitest';
import { startConsole } from '../testing/start.ts';

/** Posts notifications, a minute apart, and gives the articles of the inbox five minutes after the last, newest first. */
async function articlesOf(attachments: { title: string; color?: string }[]): Promise<string[]> {
  let now = Date.UTC(2026, 0, 1);
  const { post, page } = await startConsole({ now: () => now });
  for (const attachment of attachments) {
    now += 60_000;
    await post('/inbox/slack', { attachments: [attachment] });
  }
  now += 300_000;
  return (await page('/inbox')).split('<article').slice(1);
}

it('a notification has the colour that it came with, else that of its status', async () => {
  const [named, hostile, own] = await articlesOf([
    { title: '[FIRING:1] A', color: '#ECb22e' },
    { title: '[FIRING:1] A', color: '#ecb22e"/><script>' },
    { title: '[RESOLVED] A', color: 'good' },
  ]);
  expect(own).toMatch(/class="firing"><svg aria-hidden="true"><rect [^>]*fill="#ECb22e"\/>/);
  expect(hostile).toContain('class="firing">\n');
  expect(named).toContain('class="resolved">\n');
});

it('a drill is grey, whatever its colour and status', async () => {
  const [drill] = await articlesOf([{ title: 'DRILL: not a real incident [FIRING:1] A', color: '#e01e5a' }]);
  expect(drill).toContain('class="drill">\n');
});

it('the age of a notification stands beside its time', async () => {
  const [, first] = await articlesOf([{ title: 'a' }, { title: 'b' }]);
  expect(first).toMatch(/2026-01-01 00:01:00 UTC<\/time> \(6 min ago\)/);
});

it('a firing notification is over once its own group has resolved later', async () => {
  const articles = await articlesOf([
    { title: '[RESOLVED] B x' },
    { title: '[FIRING:2] A x' },
    { title: '[FIRING:1] A x' },
    { title: '[FIRING:1] A y' },
    { title: 'DRILL: not a real incident [FIRING:1] A x' },
    { title: '[FIRING:1] B x' },
    { title: '[RESOLVED] A x' },
    { title: '[FIRING:1] A x' },
  ]);
  const over = articles.toReversed().map((article) => article.includes('<b>over</b>'));
  expect(over).toEqual([false, true, true, false, false, false, false, false]);
});
