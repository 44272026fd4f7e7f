import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    coverage: { provider: 'istanbul', include: ['src/**/*.ts'], reporter: ['json'] },
    reporters: ['default', ['junit', { outputFile: 'coverage/junit.xml' }]],
  },
});
