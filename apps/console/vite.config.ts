import { join } from 'node:path';
import type { UserConfig } from 'vite';

// Without an import that stays, so that Node.js runs it wherever it lies.
export default {
  root: join(import.meta.dirname, 'web'),
  build: {
    outDir: join(import.meta.dirname, 'dist', 'site'),
    emptyOutDir: true,
    target: 'es2024',
    // The policy of the pages allows no data: in scripts and styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { onLog: (level, log, report) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && report(level, log) },
  },
} satisfies UserConfig;
