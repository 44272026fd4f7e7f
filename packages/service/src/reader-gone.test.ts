import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { onReaderGone } from './reader-gone.ts';

const fault = (code: string) => Object.assign(new Error(`write ${code}`), { code });

test('a reader that has gone is no error, and everything else is one', () => {
  const out = new EventEmitter();
  const act = vi.fn();
  onReaderGone(act, out);
  out.emit('error', fault('EPIPE'));
  expect(act).toHaveBeenCalledTimes(1);
  expect(() => out.emit('error', fault('ENOSPC'))).toThrow('write ENOSPC');
  expect(act).toHaveBeenCalledTimes(1);
});
