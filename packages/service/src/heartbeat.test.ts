import { expect, test } from 'vitest';
import { runCheck } from './check.ts';
import { createHeartbeat } from './heartbeat.ts';

test('a loop that beats is alive, one that fell silent is not, and it may come back', async () => {
  let now = 0;
  const { beat, check } = createHeartbeat({ name: 'watch loop', maxSilenceMs: 1000, now: () => now });
  now = 1000;
  expect(await runCheck(check)).toMatchObject({ name: 'watch loop', ok: true });
  now = 1001;
  expect(await runCheck(check)).toMatchObject({
    ok: false,
    reason: 'no beat for 1001 ms, at most 1000 ms expected',
  });
  beat();
  expect(await runCheck(check)).toMatchObject({ ok: true });
});
