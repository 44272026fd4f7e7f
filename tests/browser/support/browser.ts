/// <reference lib="dom" />
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest';
import { chromiumArguments } from '../../../tools/chromium.ts';
import { eventually } from '../../support/eventually.ts';
import { Platform } from '../../support/platform.ts';
import { screenshotPath } from './screenshots.ts';

let browser: Browser;

beforeAll(async () => {
  // Pages of a Prometheus that knows nothing yet are empty for good reason.
  await eventually(() => platform.prometheus.expectAllScraped());
  browser = await chromium.launch({ executablePath: inject('chromium'), args: [...chromiumArguments] });
});

afterAll(() => browser.close());

/** The platform that all tests in a browser share. */
export const platform = Platform.of(inject('platform'));

export interface PageOptions {
  /** Default: the shared platform's console. */
  readonly base?: string;
  readonly context?: BrowserContextOptions;
  /** Console messages that belong to the test; any other fails it. */
  readonly expectedErrors?: RegExp;
}

/**
 * A page on a path of the console. The test fails when the browser's console shows an error, a script throws, or a
 * request goes to another host; of a test that fails a screenshot is kept.
 */
export async function open(path: string, options: PageOptions = {}): Promise<Page> {
  const { base = platform.consoleUrl, expectedErrors } = options;
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1280, height: 900 },
    ...options.context,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(?:data|blob):/.test(request.url()))
      faults.push(`asked ${request.url()}`);
  });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await page.screenshot({ path: screenshotPath(`failed-${task.name}`), fullPage: true });
    }
    await context.close();
    expect(faults.filter((fault) => !expectedErrors?.test(fault))).toEqual([]);
  });
  await page.goto(path);
  return page;
}
