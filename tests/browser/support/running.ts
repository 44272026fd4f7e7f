import type { TestProject } from 'vitest/node';
import { ensureChromium } from '../../../tools/chromium.ts';
import { Platform } from '../../support/platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser. */
    readonly chromium: string;
    /** Folder of the platform that all tests in a browser share. */
    readonly platform: { readonly folder: string; readonly ports: Platform['ports'] };
  }
}

/** One platform for all tests in a browser, which leave it as they found it. */
export default async function startShared({ provide }: TestProject): Promise<() => Promise<void>> {
  provide('chromium', ensureChromium('shell'));
  const platform = await Platform.start();
  provide('platform', { folder: platform.folder, ports: platform.ports });
  return () => platform.dispose();
}
