import { thresholds as at } from '../../thresholds.ts';
import type { RunbookTexts } from '../text.ts';
import { bytes, percent } from '../units.ts';

const errorTypes = 'sum by (error_type) (increase(test_watcher_errors_total[10m])) > 0';

export const testWatcherTexts = {
  TestWatcherDown: {
    meaning:
      'The test watcher is not watching: it says so itself (`test_watcher_is_running` is 0), it was killed, or nothing answers at its address.',
    impact:
      'Changes of the code base are not tested, and the results on the dashboard are older than the code. Callers of the gateway notice nothing.',
    diagnosis: [
      {
        look: 'status',
        read: 'The row `test-watcher`: `ended (…)` or many RESTARTS mean that it dies, with how it last ended in brackets. `ready` means that it runs and does not watch. No row: it is switched off in switchgear.yaml, or Switchgear itself does not run.',
      },
      {
        look: 'logs test-watcher',
        read: 'The last error says why: `tree_missing` is a folder that is gone, `runner_missing` a project whose tests it cannot run, `heap out of memory` a watcher that grew too large. An end without any error was a kill from outside.',
      },
    ],
    mitigation: [
      'A folder that is gone: bring it back, or correct `test_watcher.path` in switchgear.yaml. Then, and in every other case:',
      { change: 'restart test-watcher', read: 'It worked when this ends with `test-watcher is ready again`.' },
      {
        query: 'test_watcher_is_running',
        read: '1 for every instance: it watches. The resolved notification follows within two minutes.',
      },
      'Do not silence it for a watcher that you do not want: switch it off in switchgear.yaml, and its rules are not loaded.',
    ],
    escalation: 'Hand over when it dies twice within 10 min of a restart, with the last 100 lines of its log.',
  },
  TestWatcherHighErrorRate: {
    meaning: `The watcher itself fails, which is not the same as tests that fail: within 5 min it had at least ${at.watcherErrors} errors, more than one per ${1 / at.watcherErrorShare} files that it processed.`,
    impact: 'Some changes are not tested, or their results are lost. Callers of the gateway notice nothing.',
    diagnosis: [
      {
        query: errorTypes,
        read: 'One type leads: a type that speaks of an API or the gateway has its cause there, see the second step. Any other is about the checkout or the test command, see the log.',
      },
      {
        query: 'sum by (api, status) (increase(test_watcher_api_calls_total[10m])) > 0',
        read: 'Many `error` or `rate_limit` beside few `success`: its calls to a provider fail. Look for an alert of that provider and follow that one first.',
      },
      {
        look: 'logs test-watcher',
        read: 'Errors that repeat with the same file or command name the culprit, such as a test command that is not installed, or a file that cannot be read.',
      },
    ],
    mitigation: [
      'Mend what the log names: a broken test command, missing dependencies after a change of the lock file, rights of a folder.',
      {
        change: 'restart test-watcher',
        read: 'Only if the log shows the same error for every file although its cause is mended.',
      },
      {
        query: errorTypes,
        read: 'The numbers fall to nothing within 10 min. The alert ends 5 min after the last burst.',
      },
      'Silence it for an hour while a large refactoring keeps the checkout broken on purpose.',
    ],
    escalation:
      'Hand over to the owners of the test command when the errors are about it, with the first error of the log.',
  },
  TestWatcherQueueBacklog: {
    meaning: `More than ${at.watcherQueue} changed files have been waiting in the queue for 10 min: changes come in faster than they are tested, or a run hangs.`,
    impact: 'Test results come late. Nothing is lost, callers of the gateway notice nothing.',
    diagnosis: [
      {
        query: 'sum(increase(test_watcher_files_processed_total[10m]))',
        read: 'About 0: a run hangs, or none can be carried out, since changes that nobody could test stay in the queue; the log says which. Well above 0: it works and is only slower than the changes.',
      },
      {
        query: 'histogram_quantile(0.95, sum by (le) (rate(test_watcher_test_execution_duration_seconds_bucket[1h])))',
        read: `Seconds that the slowest runs take. Above ${at.watcherRunSeconds}, slow tests are the cause: see TestWatcherSlowTests.`,
      },
    ],
    mitigation: [
      'A switch of branches, a merge or a formatter run changes hundreds of files at once: wait, and look whether the number falls.',
      {
        change: 'restart test-watcher',
        read: 'When a run hangs. The files that waited are tested first after the restart.',
      },
      {
        query: 'test_watcher_changed_files_current',
        read: `Falls from minute to minute, and the alert ends below ${at.watcherQueue + 1}.`,
      },
      'Silence it for the time of a planned mass change.',
    ],
    escalation: 'Hand over when the queue still grows an hour after a restart.',
  },
  TestWatcherSlowTests: {
    meaning: `One of twenty test runs of the last hour took longer than ${at.watcherRunSeconds / 60} min.`,
    impact:
      'Results come late and the queue may grow (TestWatcherQueueBacklog). Callers of the gateway notice nothing.',
    diagnosis: [
      {
        query: 'sum by (le) (increase(test_watcher_test_execution_duration_seconds_bucket[1h]))',
        read: 'Runs of the last hour up to each duration `le`. If nearly all are short and few are long, some tests are slow or wait for something; if all are long, the machine is.',
      },
      {
        query: 'system_cpu_percent',
        read: `Above ${at.cpuElevatedPercent}: other work takes the machine. See ElevatedCPUUsage.`,
      },
      {
        look: 'logs test-watcher',
        read: 'Names the runs with their files and durations; the longest are what to look into.',
      },
    ],
    mitigation: [
      'Slow tests: tell their authors which, from the log. A test that waits for a network or a timer is the usual one.',
      'Busy machine: end or move the other work.',
      'It worked when new runs are short. The rule looks back an hour, so the alert ends by and by.',
      'Silence it until the authors have been at work, with the task as the reason.',
    ],
    escalation: 'No need at night. Hand the list of slow tests to their authors.',
  },
  TestWatcherHighMemory: {
    meaning: `The watcher has used more than ${bytes(at.watcherMemoryBytes)} of memory for 10 min.`,
    impact: 'None yet. If it grows on, the system kills the watcher (TestWatcherDown) or slows everything else down.',
    diagnosis: [
      {
        query: 'deriv(test_watcher_memory_usage_bytes[30m]) * 600',
        read: `Growth in bytes per 10 min. Steadily above ${at.leakBytesPer10Minutes}: a leak. About 0: it needs that much for this tree.`,
      },
      {
        query: 'test_watcher_changed_files_current',
        read: 'Thousands: a mass change or a build folder that is watched by mistake explains the memory.',
      },
    ],
    mitigation: [
      'A build or dependency folder among the watched ones: name it in `.gitignore`, or under `test_watcher.ignore` in switchgear.yaml.',
      {
        change: 'restart test-watcher',
        read: 'Frees a leak for now. Note how fast it grew before, for whoever looks for it.',
      },
      { query: 'test_watcher_memory_usage_bytes', read: `Below ${at.watcherMemoryBytes} and flat.` },
      'Silence it when this tree simply needs more, and raise the threshold.',
    ],
    escalation: 'Hand over when it grows again after a restart, with the growth per 10 min.',
  },
  TestWatcherLowPassRate: {
    meaning: `Fewer than ${percent(at.watcherPassShare)} of the test runs of the last hour passed, for 15 min, and tests still fail.`,
    impact:
      'The code base is broken, or the tests are. Nobody outside notices; deployments from this state would be wrong.',
    diagnosis: [
      {
        query: 'sum by (status) (increase(test_watcher_tests_run_total[1h]))',
        read: '`fail` leads: tests ran and found faults. `error` leads: runs could not be carried out, which is about the test command or the machine.',
      },
      {
        query: 'sum by (status) (increase(test_watcher_test_cases_total[1h]))',
        read: 'Few cases fail in many runs: one broken test or one broken file meets every run. Many fail: a change broke something that everything uses.',
      },
      { look: 'logs test-watcher', read: 'Names the failing files; `git log` of the last hour names the change.' },
    ],
    mitigation: [
      '`fail`: tell the author of the change, who mends or reverts it.',
      '`error`: install what is missing, or mend the test command, then `npx switchgear restart test-watcher`.',
      'It worked when new runs pass. The rule looks back an hour, so the share rises by and by.',
      'Silence it for a branch that is known to be red.',
    ],
    escalation: 'Hand over to the author of the change, then to the owners of the failing tests.',
  },
  TestWatcherRestarted: {
    meaning: 'The watcher was started anew within the last 5 min, and had been running before.',
    impact: 'None, if it was on purpose. What changed while it was away is found and tested now.',
    diagnosis: [
      {
        look: 'status',
        read: 'UP FOR and RESTARTS of `test-watcher`: many restarts that nobody asked for mean that it dies. None: a new `up` started it.',
      },
      {
        look: 'logs test-watcher',
        read: 'The lines before the latest start: `stopping on SIGTERM` is a stop on purpose, an error is a crash.',
      },
    ],
    mitigation: [
      'Nothing, when it was on purpose.',
      'A crash: keep its log and look for the cause in daylight. When it dies on and on, TestWatcherDown calls.',
    ],
    escalation: 'Several a day without a reason: to the owners of the watcher, with the log lines before each start.',
  },
} satisfies RunbookTexts;
