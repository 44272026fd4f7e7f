import type { TestProject } from 'vitest/node';
import { ensureChromium } from '../../../tools/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { Platform } from '../../support/platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser. */
    readonly chromium: string;
    /** Folder of the platform that all tests in a browser share. */
    readonly platform: { readonly folder: string; readonly ports: Platform['ports'] };
  }
}

/** One platform for all tests in a browser, which run one after another and leave it as they found it. */
export default async function startShared({ provide }: TestProject): Promise<() => Promise<void>> {
  provide('chromium', ensureChromium());
  const platform = await Platform.start();
  // Pages of a Prometheus that knows nothing yet are empty for good reason.
  await eventually(async () => {
    const response = await fetch(`http://127.0.0.1:${platform.ports.prometheus}/api/v1/targets`);
    const { data } = (await response.json()) as { data: { activeTargets: { health: string; scrapeUrl: string }[] } };
    const missing = data.activeTargets.filter(({ health }) => health !== 'up');
    if (data.activeTargets.length === 0 || missing.length > 0) {
      throw new Error(`not scraped: ${missing.map(({ scrapeUrl }) => scrapeUrl).join(', ') || 'anything'}`);
    }
  });
  provide('platform', { folder: platform.folder, ports: platform.ports });
  return () => platform.dispose();
}
