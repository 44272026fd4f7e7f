import { expect, test } from 'vitest';
import { socketPath } from './socket-path.ts';

test('the socket lies in the state folder', () => {
  expect(socketPath('/srv/app/.switchgear', 'linux')).toBe('/srv/app/.switchgear/run/supervisor.sock');
});

test('a long state folder gets a short path that differs from that of its neighbour', () => {
  const deep = `/srv/${'deep/'.repeat(40)}`;
  const path = socketPath(`${deep}a`, 'linux');
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(103);
  expect(path).not.toBe(socketPath(`${deep}b`, 'linux'));
});

test('Windows gets a named pipe', () => {
  expect(socketPath('C:\\app\\.switchgear', 'win32')).toMatch(/^\\\\\.\\pipe\\switchgear-[0-9a-f]{16}$/);
});
