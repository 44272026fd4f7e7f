import { vi } from 'vitest';
import { describeRunnerContract } from '../testing/contract.ts';
import { createPytestRunner } from './runner.ts';

// Plugins of this machine take longer than the tests.
vi.stubEnv('PYTEST_DISABLE_PLUGIN_AUTOLOAD', '1');

const single = (body: string) => `import os, signal, subprocess\ndef test_it():\n    ${body}\n`;

describeRunnerContract('pytest', {
  create: createPytestRunner,
  fileName: (name) => `tests/test_${name}.py`,
  files: {
    'pytest.ini':
      '[pytest]\naddopts = -p no:cacheprovider\npython_functions = test_* adds fails later\npython_classes = cart\n',
  },
  sources: {
    passing: 'import pytest\nclass cart:\n    def adds(self): pass\n@pytest.mark.skip\ndef later(): pass\n',
    failing: 'one = 1\ndef fails():\n    assert one == 2\n',
    empty: '',
    hanging: single("open('hangs', 'w').close()\n    while True: pass"),
    printing: single("for _ in range(2000): print('x' * 1000)\n    assert False"),
    leaving: single(
      "child = subprocess.Popen(['sleep', '300'], start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)\n    open('left', 'w').write(str(child.pid))",
    ),
    exiting: single('os._exit(0)'),
    killing: single('os.kill(os.getpid(), signal.SIGKILL)'),
  },
  isStreaming: true,
});
