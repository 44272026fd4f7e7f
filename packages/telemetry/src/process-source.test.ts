import { expect, test } from 'vitest';
import { readThreads } from './process-source.ts';
import { createRegistry } from './registry.ts';
import { scrape } from './testing/index.ts';

test('a registry tells of its process by default, in the format of everything else', async () => {
  const found = await scrape(createRegistry({ readThreads: () => 11 }));
  expect(found.value('process_start_time_seconds')).toBeCloseTo(Date.now() / 1000 - process.uptime(), -1);
  expect(found.value('process_resident_memory_bytes')).toBeGreaterThan(10e6);
  expect(found.value('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(found.value('process_threads')).toBe(11);
  expect(found.value('service_uptime_seconds')).toBeGreaterThan(0);
  expect(found.families.get('process_cpu_seconds_total')?.type).toBe('counter');
});

test('process_threads is absent where the system does not say', async () => {
  const found = await scrape(createRegistry({ readThreads: () => undefined }));
  expect(found.families.has('process_threads')).toBe(false);
});

test('the number of threads comes from the status of the process', () => {
  expect(readThreads(() => 'Name:\tnode\nThreads:\t12\nSigQ:\t0/1\n')).toBe(12);
  expect(readThreads(() => 'Name:\tnode\n')).toBeUndefined();
});

test('no status file is an answer, an unreadable one is a fault', () => {
  const failing = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  expect(readThreads(failing('ENOENT'))).toBeUndefined();
  expect(() => readThreads(failing('EIO'))).toThrow('/proc/self/status');
});
