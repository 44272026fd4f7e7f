import type { Sources } from './contract.ts';

/** Tests in JavaScript for a runner that takes test, describe and assert from the given imports. */
export function javascriptSources(imports: string, compare: string): Sources {
  const single = (body: string) => `${imports}\ntest('it', () => {\n${body}\n});\n`;
  return {
    passing: `${imports}\ndescribe('cart', () => { test('adds', () => {}); });\ntest.skip('later', () => {});\n`,
    failing: `${imports}\ntest('fails', () => {\n  ${compare}\n});\n`,
    empty: `${imports}\n`,
    hanging: single(`process.getBuiltinModule('node:fs').writeFileSync('hangs', ''); for (;;);`),
    printing: single(`for (let i = 0; i < 2000; i += 1) console.log('x'.repeat(1000)); throw new Error();`),
    leaving: single(
      [
        `const left = process.getBuiltinModule('node:child_process').spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });`,
        `left.unref();`,
        `process.getBuiltinModule('node:fs').writeFileSync('left', String(left.pid));`,
      ].join('\n'),
    ),
    exiting: single('process.exit(0);'),
    killing: single(`process.kill(process.ppid, 'SIGKILL');`),
  };
}
