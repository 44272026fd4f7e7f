/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import { open, platform } from './support/browser.ts';
import { alertmanagerSilences, openKey } from './support/trouble.ts';

// In one file, because they make trouble on the platform that all share, and look whether they see their own.

describe('home', () => {
  it('says in words that all is well, and shows each program that runs', async () => {
    const page = await open('/');
    const runs = page.getByRole('region', { name: 'What runs' });
    for (const program of ['gateway', 'sandbox', 'prometheus', 'alertmanager', 'console']) {
      await expect
        .poll(() => runs.getByRole('listitem').filter({ hasText: program }).textContent())
        .toMatch(/up since/);
    }
    await expect
      .poll(() => page.getByRole('region', { name: 'Callers' }).getByRole('row', { name: /^all/ }).textContent())
      .toMatch(/100 %0 %0 %$/);
    expect(await page.getByRole('link', { name: 'Circuit Breaker' }).getAttribute('href')).toBe('/d/circuit-breaker');
  });

  it('says which key is in trouble, whether callers notice, and what happens next', async () => {
    await openKey('deepseek-2');
    const page = await open('/');
    const situation = page.getByRole('region', { name: 'Situation' });
    await expect
      .poll(() => situation.textContent(), { timeout: 40_000 })
      .toMatch(
        /deepseek-2 is open \(rate limit\)\..*Callers notice nothing: 2 other keys of deepseek take the calls\..*tried again in \d+ min/s,
      );
    const tile = page.getByRole('region', { name: 'Breakers', exact: true }).getByRole('link', { name: /deepseek-2/ });
    await expect.poll(() => tile.textContent()).toMatch(/open.*rate limit/s);
    await tile.click();
    await page.waitForURL(/\/breakers\?.*key=deepseek-2/);
  });

  it('says which tests fail and how far they reach, where agents look after a code base', async () => {
    const answers: Readonly<Record<string, object>> = {
      platform: { simulated: true, links: {}, agents: { test_watcher: true, audit_agent: true } },
      status: {
        root: '/home/ada/shop',
        last_run: { at: Date.now() - 60_000, status: 'fail', passed: 5 },
        failing: 2,
        flaky: 1,
        first_failing: [{ file: 'test/cart.test.ts', name: 'a code makes it cheaper' }],
      },
      audits: { audits: [{ id: 'audit-2', finished_at: Date.now() - 120_000, percent: 97.5, faults: 0 }] },
    };
    const page = await open('about:blank');
    for (const [path, json] of Object.entries(answers)) {
      await page.route(new RegExp(`/api/v1/${path}(?:\\?|$)`), (route) => route.fulfill({ json }));
    }
    await page.goto('/');
    const code = page.getByRole('region', { name: /^Code base/ });
    await expect
      .poll(() => code.textContent())
      .toMatch(/shop.*2 tests fail, 1 flaky.*a code makes it cheaper test\/cart\.test\.ts.*And 1 more.*97\.5 %/s);
    expect(await code.getByRole('link', { name: 'Report', exact: true }).getAttribute('href')).toBe(
      '/audit-agent/reports/audit-2.html',
    );
  });

  it('says so when Prometheus does not answer, and keeps what it knows from elsewhere', async () => {
    const page = await open('/', { expectedErrors: /status of 50\d/ });
    await page.getByRole('region', { name: 'Callers' }).getByRole('row', { name: /^all/ }).waitFor();
    await page.route('**/prometheus/**', (route) =>
      route.fulfill({
        status: 502,
        json: { error: { code: 'upstream_failed', message: 'Prometheus does not answer' } },
      }),
    );
    await expect
      .poll(() => page.getByRole('region', { name: 'Situation' }).textContent(), { timeout: 40_000 })
      .toMatch(/Prometheus/);
    expect(await page.getByRole('link', { name: 'Circuit Breaker' }).count()).toBeGreaterThan(0);
  });
});

describe('the board of breakers', () => {
  it('shows what the metrics say of each key, without any token', async () => {
    const page = await open('/breakers');
    const board = page.getByRole('region', { name: 'Board of all keys' });
    for (const { labels, value } of await platform.prometheus.query('circuit_breaker_failure_threshold')) {
      const row = board.getByRole('row').filter({ hasText: labels['key_id'] ?? '' });
      await expect.poll(() => row.textContent()).toMatch(new RegExp(`${labels['provider']}.*\\d+ of ${value}`));
    }
    expect(await page.getByRole('button', { name: /Reset/ }).count()).toBe(0);
    await page
      .getByRole('searchbox', { name: 'Filter by name' })
      .or(page.getByLabel('Filter by name'))
      .first()
      .fill('perplexity-3');
    await expect.poll(() => board.getByRole('row').count()).toBe(2);
    expect(new URL(page.url()).searchParams.get('q')).toBe('perplexity-3');
  });

  it('refuses a wrong token, in words', async () => {
    const page = await open('/breakers', { expectedErrors: /status of 401/ });
    await page.getByLabel('Admin token').fill('wrong');
    await page.getByRole('button', { name: 'Use it' }).click();
    await expect.poll(() => page.getByRole('alert').first().textContent()).toMatch(/token/);
  });

  it('resets an open breaker for whoever has the token, asks once, and shows the change in the audit log', async () => {
    await openKey('perplexity-1');
    const page = await open('/breakers?key=perplexity-1');
    await page.getByLabel('Admin token').fill(platform.adminToken);
    await page.getByRole('button', { name: 'Use it' }).click();
    const details = page.getByRole('complementary', { name: 'Details of perplexity-1' });
    await expect.poll(() => details.textContent()).toMatch(/open/);
    await platform.sandbox.clearFaults();
    await details.getByRole('button', { name: /Reset/ }).first().click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('perplexity-1');
    expect((await platform.admin.breaker('perplexity-1')).state).toBe('open');
    await dialog.getByRole('button', { name: /Reset/ }).click();
    await expect.poll(async () => (await platform.admin.breaker('perplexity-1')).state).toBe('closed');
    await expect.poll(() => page.getByRole('region', { name: 'Recent changes' }).textContent()).toMatch(/perplexity-1/);
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept).not.toContain(platform.adminToken);
  });
});

/** A drill never ran on this platform, which its page says. */
const expectedErrors = /status of 404/;

describe('alerts', () => {
  it('shows every rule of Prometheus with its state, and narrows them by name and state', async () => {
    const rules = await platform.prometheus.alertingRules();
    const page = await open('/alerts/rules', { expectedErrors });
    await expect.poll(() => page.getByText(`${rules.length} rules`).count()).toBe(1);
    for (const { name } of rules) expect(await page.getByText(name, { exact: true }).count()).toBeGreaterThan(0);
    await page.getByRole('searchbox', { name: 'Filter rules' }).fill('DeepSeekSlow');
    await expect.poll(() => page.getByText(`1 of ${rules.length} rules`).count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('q')).toBe('DeepSeekSlow');
  });

  it('shows an alert that fires, what the inbox was told of it, and silences it with a reason until its end', async () => {
    await openKey('perplexity-2');
    const page = await open('/alerts?q=CircuitBreakerOpened', { expectedErrors });
    const alert = page.getByRole('listitem').filter({ hasText: 'perplexity-2' }).first();
    await alert.waitFor({ timeout: 90_000 });
    await expect.poll(() => alert.textContent()).toMatch(/Firing/);

    await page
      .getByRole('link', { name: /^Silence: / })
      .first()
      .click();
    await page.waitForURL(/\/silences\/new\?filter=/);
    await expect
      .poll(() => page.getByRole('region', { name: 'What it would silence' }).textContent())
      .toMatch(/CircuitBreakerOpened/);
    await page.getByRole('textbox', { name: 'Reason' }).fill('we know <b>');
    await page.getByRole('button', { name: 'Silence', exact: true }).click();
    await page.waitForURL(/\/silences(?:\?|$)/);
    const entry = page.getByRole('list', { name: 'Silences' }).getByRole('listitem').filter({ hasText: 'we know <b>' });
    await expect.poll(() => entry.count()).toBeGreaterThan(0);
    const [silence] = (await alertmanagerSilences()).filter(({ comment }) => comment === 'we know <b>');
    expect(silence?.status.state).toBe('active');
    expect(silence?.matchers).toContainEqual(
      expect.objectContaining({ name: 'alertname', value: 'CircuitBreakerOpened' }),
    );

    await page.getByRole('button', { name: /^End/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: /^End/ }).click();
    await expect.poll(() => page.getByText('we know <b>').count()).toBe(0);
    expect((await alertmanagerSilences()).find(({ id }) => id === silence?.id)?.status.state).toBe('expired');

    await page.getByRole('link', { name: 'Inbox' }).click();
    const told = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: /CircuitBreakerOpened/ }) });
    await told.first().waitFor({ timeout: 60_000 });
    expect(await told.first().textContent()).toMatch(/#alerts-info.*Firing/s);
  }, 240_000);

  it('leads from a notification to a runbook whose commands can be copied, and knows what is near an unknown name', async () => {
    const page = await open('/runbooks/CircuitBreakerOpened', {
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    const command = await page.locator('main pre code, main li code').first().textContent();
    await page.getByRole('button', { name: 'Copy' }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command?.trim());
    for (const part of ['Meaning', 'Impact', 'Diagnosis', 'Mitigation', 'Escalation']) {
      expect(await page.getByRole('heading', { name: part }).count()).toBe(1);
    }
    const unknown = await open('/runbooks/CircuitBrakerOpend', { expectedErrors });
    await expect.poll(() => unknown.getByRole('link', { name: 'CircuitBreakerOpened' }).count()).toBeGreaterThan(0);
  });

  it('says how to run a drill where none has run', async () => {
    const page = await open('/alerts/drill', { expectedErrors });
    await expect.poll(() => page.locator('main').textContent()).toContain('npm run drill');
  });
});
