/** Calls for what to do once whoever read our output has had enough of it, as `head` does after ten lines. */
export function onReaderGone(act: () => void, out: NodeJS.EventEmitter = process.stdout): void {
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    act();
  });
}
