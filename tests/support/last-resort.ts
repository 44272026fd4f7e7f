const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a clean-up, which must be synchronous, however this process ends, be it by a signal or because the test runner
 * above it is gone. Returns what calls it off.
 */
export function onAnyEnd(cleanUp: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    callOff();
    cleanUp();
    process.kill(process.pid, signal);
  };
  const callOff = () => {
    process.off('exit', cleanUp).off('disconnect', cleanUp);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.once('exit', cleanUp).once('disconnect', cleanUp);
  for (const signal of signals) process.once(signal, onSignal);
  return callOff;
}
