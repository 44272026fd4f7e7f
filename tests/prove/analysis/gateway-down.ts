import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { ExampleProject } from '../../support/example-project.ts';
import { Platform } from '../../support/platform.ts';
import type { Measurement } from '../step.ts';

interface Outcome {
  readonly status: number | null;
  /** Lines of JUnit XML, without durations and in one order. */
  readonly results: string;
}

/** What a gateway that does not answer changes for the tests. */
export async function measureGatewayDown(): Promise<Measurement[]> {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const shop = new ExampleProject();
  try {
    const outcomes = async (): Promise<Outcome[]> => [
      await outcome(shop, {}),
      await outcome(shop, { enabled: true }),
      await outcome(shop, { enabled: true }, (silent.address() as AddressInfo).port),
    ];
    const passing = await outcomes();
    shop.replace('test/products.ts', 'price: 350', 'price: 351');
    const failing = await outcomes();
    return [compare('pass', 0, passing), compare('fail', 1, failing)];
  } finally {
    silent.close();
    shop.dispose();
  }
}

async function outcome(shop: ExampleProject, analysis: object, port?: number): Promise<Outcome> {
  const gateway = port === undefined ? {} : { gateway: { port } };
  const platform = await Platform.prepare({ settings: { test_watcher: { analysis }, ...gateway } });
  try {
    const junit = join(platform.folder, 'junit.xml');
    const { status } = await platform.switchgear(['watch', shop.path, '--once', '--all', '--junit', junit]);
    const lines = readFileSync(junit, 'utf8')
      .replaceAll(/ time="[^"]*"/g, '')
      .split('\n');
    return { status, results: lines.sort().join('\n') };
  } finally {
    await platform.dispose();
  }
}

function compare(how: string, status: number, [without, ...others]: readonly Outcome[]): Measurement {
  const isSame = others.every(({ results }) => results === without?.results);
  const all = [without, ...others];
  return {
    promise: `Tests that ${how}, run without analysis, with it while the gateway is down, and while it never answers`,
    bar: `status ${status} and the same results each time`,
    measured: `status ${all.map((one) => one?.status).join(', ')}; ${isSame ? 'the same' : 'different'} results`,
    holds: isSame && all.every((one) => one?.status === status),
  };
}
