import { describe, expect, it } from 'vitest';
import { open, platform } from './support/browser.ts';
import { alertmanagerSilences, openKey } from './support/trouble.ts';

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
