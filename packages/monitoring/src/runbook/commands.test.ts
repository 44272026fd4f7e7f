import { expect, test } from 'vitest';
import { documentedCommands, runbookCommands } from './commands.ts';

const document = `# Title

\`\`\`sh docker
docker-compose up -d
docker-compose ps
\`\`\`

## OneDown

1. \`\`\`sh test
   npx switchgear status
   \`\`\`

   Read it.
2. Think.
3. \`\`\`sh change
   npx switchgear restart gateway
   \`\`\`

\`\`\`\`md
\`\`\`sh
# an example inside an example
\`\`\`
\`\`\`\`

\`\`\`promql
up
\`\`\`
`;

test('shell blocks are found with their section and kind, without the indentation of a list', () => {
  expect(documentedCommands(document)).toEqual([
    { section: '', kind: 'docker', command: 'docker-compose up -d\ndocker-compose ps' },
    { section: 'OneDown', kind: 'test', command: 'npx switchgear status' },
    { section: 'OneDown', kind: 'change', command: 'npx switchgear restart gateway' },
  ]);
});

test('a command that is not marked as harmless changes something', () => {
  expect(runbookCommands('## A\n```sh\nrm -rf x\n```\n```sh test\nls\n```')).toEqual([
    { alert: 'A', command: 'rm -rf x', changes: true },
    { alert: 'A', command: 'ls', changes: false },
  ]);
});
