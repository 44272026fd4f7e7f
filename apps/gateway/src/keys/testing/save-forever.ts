import { writeSync } from 'node:fs';
import { Breaker } from '@switchgear/breaker';
import { createSqliteState } from '../sqlite-state.ts';

// A process of its own, to be killed or starved of disk: saves without end and writes a line after every save.
const [file = ''] = process.argv.slice(2);
const store = createSqliteState({ file, onEvent: (event) => say({ event }) });
const breaker = new Breaker();

for (let saves = 1; ; saves += 1) {
  breaker.trip('quarantine', Number.POSITIVE_INFINITY);
  breaker.reset();
  store.save('deepseek', new Map([[`key-${saves % 500}`, { snapshot: breaker.snapshot(), activated: false }]]));
  say({ saves });
}

function say(what: object): void {
  writeSync(1, `${JSON.stringify(what)}\n`);
}
