import { createRegistry } from '@switchgear/telemetry';
import { scrape } from '@switchgear/telemetry/testing';
import { describe, expect, test } from 'vitest';
import { type CpuTimes, type HostReaders, hostReaders, recordHost } from './host.ts';

function setUp(overrides: Partial<HostReaders> = {}, paths: string[] = []) {
  const times: { value: CpuTimes } = { value: { busy: 100, total: 1000 } };
  const errors: Error[] = [];
  const readers: HostReaders = {
    cpu: () => times.value,
    memory: () => ({ available: 2e9, total: 8e9 }),
    disk: async () => ({ used: 90, available: 10 }),
    ...overrides,
  };
  const registry = createRegistry({ processMetrics: false });
  recordHost(registry, { paths, readers, onError: (error) => errors.push(error) });
  return { registry, times, errors };
}

test('CPU use is the busy share of the time since the scrape before', async () => {
  const { registry, times } = setUp();
  times.value = { busy: 130, total: 1100 };
  expect((await scrape(registry)).value('system_cpu_percent')).toBeCloseTo(30);
  times.value = { busy: 220, total: 1200 };
  expect((await scrape(registry)).value('system_cpu_percent')).toBeCloseTo(90);
});

test('two scrapes in the same instant agree, and before any time has passed there is no CPU use', async () => {
  const { registry, times } = setUp();
  expect((await scrape(registry)).value('system_cpu_percent')).toBeUndefined();
  times.value = { busy: 150, total: 1100 };
  const first = (await scrape(registry)).value('system_cpu_percent');
  expect((await scrape(registry)).value('system_cpu_percent')).toBe(first);
});

test('memory use is what new work cannot get', async () => {
  expect((await scrape(setUp().registry)).value('system_memory_percent')).toBe(75);
});

describe('disk use', () => {
  test('is shown per path', async () => {
    const disks: Record<string, { used: number; available: number }> = {
      '/': { used: 90, available: 10 },
      '/data "x"': { used: 1, available: 3 },
    };
    const { registry } = setUp({ disk: async (path) => disks[path] ?? { used: 0, available: 1 } }, Object.keys(disks));
    await scrape(registry);
    const found = await scrape(registry);
    expect(found.value('system_disk_percent', { path: '/' })).toBe(90);
    expect(found.value('system_disk_percent', { path: '/data "x"' })).toBe(25);
  });

  test('that hangs delays no scrape and keeps only one reading waiting', async () => {
    let readings = 0;
    const disk = () => {
      readings += 1;
      return new Promise<never>(() => {});
    };
    const { registry } = setUp({ disk }, ['/nfs']);
    for (let time = 0; time < 3; time += 1) expect((await scrape(registry)).samples('system_disk_percent')).toEqual([]);
    expect(readings).toBe(1);
  });

  test('that cannot be read ends its series, says why, and comes back', async () => {
    let healthy = true;
    const disk = async () => {
      if (!healthy) throw new Error('EIO');
      return { used: 1, available: 1 };
    };
    const { registry, errors } = setUp({ disk }, ['/data']);
    const read = async () => {
      await scrape(registry);
      return (await scrape(registry)).value('system_disk_percent', { path: '/data' });
    };
    expect(await read()).toBe(50);
    healthy = false;
    expect(await read()).toBeUndefined();
    expect(errors[0]?.message).toBe('cannot read how full the file system of /data is');
    healthy = true;
    expect(await read()).toBe(50);
  });
});

test('the readers of this machine give plausible numbers', async () => {
  const { busy, total } = hostReaders.cpu();
  expect(total).toBeGreaterThan(busy);
  const memory = hostReaders.memory();
  expect(memory.available).toBeGreaterThan(0);
  expect(memory.total).toBeGreaterThan(memory.available);
  const disk = await hostReaders.disk('.');
  expect(disk.used + disk.available).toBeGreaterThan(0);
});
