// The process beside the watcher in which Vitest of the watched project lives. Its arguments are the root of
// the tree, and names of projects where not all are wanted.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { RunError } from '../../model.ts';
import type { HostMessage, Question } from './protocol.ts';
import { openServer, type Server } from './server.ts';

const [, , root = process.cwd(), ...projects] = process.argv;

// Whoever started us has ended: nothing of us must stay behind.
process.on('disconnect', () => {
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit(1);
});

// As Vitest's own command does; Vite alone would make it development.
process.env['NODE_ENV'] ??= 'test';

function send(message: HostMessage): void {
  if (process.connected) process.send?.(message);
}

function fail(error: RunError): void {
  const message: HostMessage = { type: 'failed', error };
  process.send?.(message, () => process.exit(1));
}

const entry = findVitest();
if (entry === undefined) {
  const remedy = 'Run `npm install --save-dev vitest` there.';
  fail({ type: 'runner_missing', message: `Vitest is not installed in ${root}. ${remedy}` });
} else {
  try {
    const server = await openServer({ root, projects, entry }, send);
    process.on('message', (question: Question) => void answer(server, question));
    send({ type: 'ready', configuration: server.configuration });
  } catch (error) {
    fail({ type: 'configuration', message: `Vitest does not start in ${root}: ${textOf(error)}` });
  }
}

/** Vitest of the project, not of ours. */
function findVitest(): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve('vitest/node');
  } catch {
    return undefined;
  }
}

async function answer(server: Server, question: Question): Promise<void> {
  try {
    send({ type: 'answer', id: question.id, answer: await ask(server, question) });
  } catch (error) {
    send({ type: 'refusal', id: question.id, message: textOf(error) });
  }
}

function ask(server: Server, question: Question): Promise<unknown> {
  switch (question.call) {
    case 'testFiles':
      return server.testFiles();
    case 'dependents':
      return server.dependents(question.asked);
    case 'changed':
      return server.changed(question.asked);
    case 'run':
      return server.run(question.asked);
    case 'cancel':
      return server.cancel();
    case 'close':
      return server.close();
  }
}

/** With what is behind it: of several projects Vitest says by itself only that one is broken. */
function textOf(error: unknown): string {
  const reasons = error instanceof AggregateError ? error.errors : [];
  const own = error instanceof Error ? error.message : String(error);
  return [stripVTControlCharacters(own), ...reasons.map(textOf)].join('\n');
}
