import { parseArgs } from 'node:util';

/** Each prints its table and tells whether every bar holds. */
const suites: Record<string, () => Promise<{ run(options: { json: boolean }): Promise<boolean> }>> = {
  breaker: () => import('./breaker/bench.ts'),
  gateway: () => import('./gateway/bench.ts'),
  console: () => import('./console/bench.ts'),
  watcher: () => import('./watcher/bench.ts'),
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });

let passed = true;
for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
  const load = suites[name];
  if (!load) {
    console.error(`Unknown benchmark "${name}"; usage: npm run bench [-- ${Object.keys(suites).join('|')}] [--json]`);
    process.exit(2);
  }
  const { run } = await load();
  passed = (await run({ json: values.json === true })) && passed;
}
// Some peers keep timers, so the process would not end by itself.
process.exit(passed ? 0 : 1);
