/** What a person may ask for with a key. */
export type Key = 'rerun' | 'rerun_failed' | 'update_snapshots' | 'run_all' | 'cancel' | 'quit';

/** What is needed of standard input. */
export interface In {
  readonly isTTY?: boolean;
  setRawMode?(mode: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const keys: ReadonlyMap<string, Key | 'help'> = new Map<string, Key | 'help'>([
  ['r', 'rerun'],
  ['f', 'rerun_failed'],
  ['u', 'update_snapshots'],
  ['a', 'run_all'],
  ['x', 'cancel'],
  ['\u001b', 'cancel'],
  ['q', 'quit'],
  ['?', 'help'],
  ['h', 'help'],
]);

/** Each key with what it does, in full and, where it does something while nothing runs, in a word. */
export const help: readonly { readonly key: string; readonly meaning: string; readonly word?: string }[] = [
  { key: 'r', meaning: 'run the last tests again', word: 'rerun' },
  { key: 'f', meaning: 'run what failed again', word: 'failed' },
  { key: 'u', meaning: 'run what failed again, and take what it gives for its snapshots', word: 'snapshots' },
  { key: 'a', meaning: 'run everything', word: 'all' },
  { key: 'x', meaning: 'stop what runs, as Esc does' },
  { key: 'q', meaning: 'quit, as Ctrl-C does', word: 'quit' },
  { key: '?', meaning: 'this list', word: 'help' },
];

const interrupt = '\u0003';
const suspend = '\u001a';

/** Reads single keys until the returned function is called, which leaves the terminal as it was. */
export function readKeys(
  input: In,
  onKey: (key: Key | 'help') => void,
  aroundSuspension: { before(): void; after(): void },
) {
  const continued = () => {
    input.setRawMode?.(true);
    aroundSuspension.after();
  };
  const listener = (chunk: Buffer | string) => {
    const text = String(chunk);
    if (text.includes(interrupt)) onKey('quit');
    else if (text === suspend) {
      aroundSuspension.before();
      input.setRawMode?.(false);
      process.once('SIGCONT', continued);
      process.kill(process.pid, 'SIGTSTP');
    } else {
      // More than one character is pasted text or an arrow key, and no wish.
      const key = keys.get(text.toLowerCase());
      if (key !== undefined) onKey(key);
    }
  };
  input.setRawMode?.(true);
  input.on('data', listener);
  input.resume();
  return () => {
    input.off('data', listener);
    process.off('SIGCONT', continued);
    input.setRawMode?.(false);
    input.pause();
  };
}
