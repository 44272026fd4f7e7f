import { TestWatcherError } from '../errors.ts';
import type { Runner } from '../model.ts';

/** Refuses a run while another is under way. */
export function oneAtATime(run: Runner['run']): Runner['run'] {
  let isBusy = false;
  return async (request, observer) => {
    if (isBusy) {
      throw new TestWatcherError('runner_busy', 'A run is under way already; wait for its end or cancel it.');
    }
    isBusy = true;
    try {
      return await run(request, observer);
    } finally {
      isBusy = false;
    }
  };
}
