import type { AlertmanagerOptions } from './config.ts';

/** Every receiver that a route names; that of critical alerts is the last. */
export function receivers({ inboxUrl, recovery, severityUrlFiles = {} }: AlertmanagerOptions): object[] {
  return [
    { name: 'nobody' },
    ...(inboxUrl === undefined ? [] : atConsole(inboxUrl)),
    ...(recovery ? [{ name: 'recovery', webhook_configs: [{ url: recovery.url, send_resolved: true }] }] : []),
    ...(['info', 'warning', 'critical'] as const).map((severity) => {
      const file = severityUrlFiles[severity];
      const own = file === undefined ? {} : { api_url_file: file };
      return { name: `slack-${severity}`, slack_configs: [{ ...own, ...slack(`#alerts-${severity}`) }] };
    }),
  ];
}

function atConsole(url: string): object[] {
  return [
    { name: 'heartbeat', webhook_configs: [{ url: `${url}/inbox/heartbeat`, send_resolved: false }] },
    { name: 'inbox', slack_configs: [{ api_url: `${url}/inbox/slack`, ...slack('#inbox') }] },
  ];
}

function slack(channel: string): object {
  return {
    channel,
    send_resolved: true,
    color: say('color'),
    title: say('title'),
    title_link: say('runbook'),
    text: say('text'),
    fallback: say('fallback'),
    footer: say('footer'),
    // Not the text: Slack knows no escape for the * _ ~ and ` of its markup, which stand in names and values.
    mrkdwn_in: ['pretext'],
    actions: ['Runbook', 'Dashboard', 'Query', 'Silence'].map((text) => ({
      type: 'button',
      text,
      url: say(text.toLowerCase()),
    })),
  };
}

/** A definition of `alertmanagerTemplates`. */
function say(name: string): string {
  return `{{ template "switchgear.${name}" . }}`;
}

/** Follows the receiver of critical alerts, and belongs to it. */
export const fillInBlocks = `\
    # More ways to be called for critical alerts: fill a block in and take "# " away from it.
    # email_configs:
    #   - to: on-call@example.org
    #     from: alertmanager@example.org
    #     smarthost: smtp.example.org:587
    #     auth_username: alertmanager
    #     auth_password_file: /run/secrets/smtp_password
    #     send_resolved: true
    # pagerduty_configs:
    #   - routing_key_file: /run/secrets/pagerduty_routing_key
    # webhook_configs:
    #   - url: https://example.org/alerts
`;
