import { ConsoleError } from '../errors.ts';
import { type Fields, fieldsOf, parseList, textOf, timeOf } from '../input/json.ts';
import { type Html, html } from '../pages/html.ts';
import { timeAgo } from '../pages/page.ts';
import { callAlertmanager } from './call.ts';

interface Alert {
  readonly name: string;
  readonly severity: string;
  /** Values of the labels that tell alerts of one name apart. */
  readonly subject: string;
  readonly since: string;
  readonly silenced: boolean;
}

/** The gravest last. */
const severities = ['info', 'warning', 'critical'];

/**
 * What fires now, the gravest first, or why nobody knows.
 *
 * @param alertmanager base address of its API
 * @param now epoch milliseconds
 */
export async function firingNow(alertmanager: string, now: number): Promise<Html> {
  try {
    // The page shall not hang with Alertmanager.
    const signal = AbortSignal.timeout(2000);
    const alerts = await callAlertmanager(alertmanager, '/alerts?active=true', readAlerts, { signal });
    if (alerts.length === 0) return html`<p>None fires.</p>`;
    return html`<ul>${alerts.map((alert) => alertItem(alert, now))}</ul>`;
  } catch (error) {
    if (error instanceof ConsoleError) return html`<p>Not known: ${error.message}</p>`;
    throw error;
  }
}

function alertItem({ name, severity, subject, since, silenced }: Alert, now: number): Html {
  return html`<li><a href="/runbooks/${encodeURIComponent(name)}"><b>${name}</b></a> ${severity} ${subject}
since ${timeAgo(since, now)}${silenced ? ', silenced' : undefined}`;
}

/** The alert Watchdog always fires, which is no news. */
function readAlerts(text: string): Alert[] | undefined {
  const gravity = ({ severity }: Alert) => severities.indexOf(severity);
  return parseList(text)
    ?.map(readAlert)
    .filter(({ name }) => name !== 'Watchdog')
    .sort((a, b) => gravity(b) - gravity(a) || b.since.localeCompare(a.since));
}

function readAlert({ labels, status, startsAt }: Fields): Alert {
  const of = fieldsOf(labels);
  const silencedBy = fieldsOf(status)['silencedBy'];
  return {
    name: textOf(of['alertname']),
    severity: textOf(of['severity']),
    subject: ['provider', 'api', 'instance'].flatMap((label) => textOf(of[label]) || []).join(' '),
    since: timeOf(startsAt),
    silenced: Array.isArray(silencedBy) && silencedBy.length > 0,
  };
}
