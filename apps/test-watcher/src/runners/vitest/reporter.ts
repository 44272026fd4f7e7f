import type { Reporter, TestCase } from 'vitest/node';
import type { CaseName, CaseResult } from '../../model.ts';
import { failureOf } from './failure.ts';
import { loadedBy } from './graph.ts';
import type { RunMessage } from './protocol.ts';
import type { Tree } from './tree.ts';

const statuses = { passed: 'pass', failed: 'fail', skipped: 'skip' } as const;

/** Sends what happens as it happens. */
export function createReporter(
  tree: Tree,
  send: (message: RunMessage) => void,
  isAsked: (name: string) => boolean,
): Reporter {
  return {
    onTestModuleQueued: (module) => {
      for (const file of tree.inside(module.moduleId)) send({ type: 'started', file });
    },
    onTestCaseReady: (test) => {
      if (isAsked(test.fullName)) send({ type: 'started', ...namesOf(tree, test) });
    },
    onTestModuleEnd: (module) => {
      for (const file of tree.inside(module.moduleId))
        send({ type: 'file_finished', file, loaded: loadedBy(tree, module) });
    },
    onTestCaseResult: (test) => {
      const result = resultOf(tree, test);
      if (result && isAsked(test.fullName)) send({ type: 'case', result });
    },
    onUserConsoleLog: ({ content }) => send({ type: 'output', text: content }),
  };
}

function resultOf(tree: Tree, test: TestCase): CaseResult | undefined {
  const { state, errors } = test.result();
  if (state === 'pending') return undefined;
  const { duration = 0, retryCount = 0 } = test.diagnostic() ?? {};
  return {
    ...namesOf(tree, test),
    status: statuses[state],
    durationMs: duration,
    ...(state === 'failed' && { failure: failureOf(tree, errors) }),
    ...(state === 'passed' && retryCount > 0 && { failedAttempts: retryCount }),
  };
}

function namesOf(tree: Tree, { module, fullName }: TestCase): CaseName {
  const { moduleId, project } = module;
  const isShared = project.vitest.getModuleSpecifications(moduleId).length > 1;
  return {
    file: tree.inside(moduleId)[0] ?? moduleId,
    name: isShared ? `[${project.name}] ${fullName}` : fullName,
  };
}
