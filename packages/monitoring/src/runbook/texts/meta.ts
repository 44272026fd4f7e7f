import type { RunbookTexts } from '../text.ts';

const alertmanagers = 'prometheus_notifications_alertmanagers_discovered';

export const metaTexts = {
  Watchdog: {
    meaning:
      'This alert always fires. Its notification is a heartbeat through the whole chain: Prometheus, rules, Alertmanager, network.',
    impact:
      'None while it arrives. When it stops arriving, no other alert would arrive either: treat the silence as critical.',
    diagnosis: [
      {
        query: 'ALERTS{alertname="Watchdog"}',
        read: 'One entry with `firing`: Prometheus and its rules work, the fault is behind it. Empty: rules are not evaluated. No answer at all: Prometheus is down.',
      },
      {
        look: 'status',
        read: 'Whether `prometheus`, `alertmanager` and `console` are `ready`, and when the last heartbeat arrived.',
      },
    ],
    mitigation: [
      {
        change: 'restart alertmanager',
        read: 'When Prometheus fires it and nothing arrives. The other way round, restart `prometheus`.',
      },
      'Point the receiver `heartbeat` in the configuration of Alertmanager to a service outside this machine: nothing here can tell that the machine is gone.',
      'Never silence it.',
    ],
    escalation: 'Heartbeats have stopped and a restart of both does not bring them back: call at once.',
  },
  TargetDown: {
    meaning:
      'A program has not answered its scrape for 2 min, or its target, which was there within the last 6 h, is gone: it is dead, stuck, or unreachable for Prometheus. The label `component` names it.',
    impact:
      'gateway (critical): callers get no answer at all. Any other program (warning): its work stands still, and alerts that need its metrics are blind.',
    diagnosis: [
      {
        look: 'status',
        read: 'Not `ready`, or many RESTARTS: it dies or hangs, see its log. `ready`: it runs, and Prometheus cannot reach it.',
      },
      {
        query: 'up{job="bybit-strategy-tester"}',
        read: '0: no answer at `instance`. Without an entry, it was taken out of the list of targets: if on purpose, the alert ends after 6 h.',
      },
      {
        look: 'logs gateway',
        read: 'Or the log of the program in the alert. The last error before the end; none at all was a kill from outside, often for want of memory.',
      },
    ],
    mitigation: [
      {
        change: 'restart gateway',
        read: 'Or the program of the alert. It worked when this ends with `is ready again`.',
      },
      'It does not get ready: its log and `npx switchgear doctor` name the port, file or setting that is in the way.',
      'It runs and is not reached (Docker): it listens on 127.0.0.1 only. See "Grafana shows no data" in monitoring/README.md.',
      'Silence it during an upgrade of this machine. A program that you do not want is switched off in switchgear.yaml instead.',
    ],
    escalation: 'The gateway: after 10 min. Others: when they die again within an hour, to their owners with the log.',
  },
  KeyQuarantined: {
    meaning:
      'A provider refuses a key: 401 or 403 (revoked, wrong, not allowed), or 402 (no credit, which takes all keys of the account). It stays out of use until a free probe succeeds, every 15 min.',
    impact: 'Callers notice nothing while other keys are left; each one fewer brings the rest nearer to their limits.',
    diagnosis: [
      {
        look: 'breakers',
        read: 'Keys with WHY `quarantine`. All keys of one account at once: credit. A single one: the key.',
      },
      {
        query:
          'sum by (api, error_type) (increase(api_errors_total{error_type=~"unauthorized|forbidden|payment_required"}[1d])) > 0',
        read: '`payment_required`: the account has no credit. `unauthorized`: the key is wrong or revoked. `forbidden`: it may not use this model or this address.',
      },
      { look: 'keys', read: 'ACCOUNT of the key, and how many ACTIVE keys the provider has left.' },
    ],
    mitigation: [
      'No credit: pay the account. The next probe brings all its keys back; sooner with the reset below.',
      'Revoked: make a new key at the provider, put it where switchgear.yaml says, and `npx switchgear restart gateway`. Find out who revoked it: a leaked key is revoked too.',
      'Mended at the provider, and nothing changed here (name the key as `breakers` shows it):',
      {
        change: 'breakers reset deepseek-1',
        read: 'STATE is `closed`. If it is still refused, it is back in quarantine after one call.',
      },
      {
        query: 'sum by (provider, key_id) (circuit_breaker_open_reason{reason="quarantine"})',
        read: 'Empty: no key is refused.',
      },
      'Silence it for a key that waits for its removal.',
    ],
    escalation: 'To the owner of the account; at once when it is the last account of its provider.',
  },
  PrometheusBadConfig: {
    meaning: 'Prometheus was told to read its configuration again, found a fault in it, and goes on with the old one.',
    impact: 'None now. New rules and targets are not in force, and after a restart Prometheus will not come up.',
    diagnosis: [
      { look: 'logs prometheus', read: 'The line with `level=error` names file and line.' },
      {
        query: 'prometheus_config_last_reload_successful',
        read: '0: the fault is still there. 1: it was mended in the meantime.',
      },
    ],
    mitigation: [
      'Files of this project are generated: do not mend them by hand. Undo your change, or correct switchgear.yaml.',
      {
        change: 'restart prometheus',
        read: 'Writes the files anew from switchgear.yaml. It worked when it is `ready again`.',
      },
      'In Docker: `npm run generate`, then `docker-compose restart prometheus` in monitoring/.',
      { query: 'prometheus_config_last_reload_successful', read: '1.' },
      'Do not silence it.',
    ],
    escalation: 'To the author of the change.',
  },
  PrometheusRuleFailures: {
    meaning:
      'Rules could not be evaluated: the label `rule_group` names the file and group. Most often two series match where one was expected, or a query takes too long.',
    impact: 'The alerts of that group do not fire, whatever happens.',
    diagnosis: [
      {
        look: 'logs prometheus',
        read: 'The line with `Evaluating rule failed` names the rule and the reason: `many-to-many`, `found duplicate series` or a time-out.',
      },
      {
        query: 'sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[10m])) > 0',
        read: 'How often each group failed. About 40, at every evaluation: a rule is broken or its series are duplicates. Now and then: it takes too long under load.',
      },
      {
        query: 'count by (component, instance) (up{job="bybit-strategy-tester"})',
        read: 'More than one entry per program where you run one: a program is scraped twice, which makes duplicates.',
      },
    ],
    mitigation: [
      'Duplicates: leave one target per program in the list of targets.',
      'Slow: see HighCPUUsage. Many series: fewer keys with an alias each, or recording rules.',
      { change: 'restart prometheus', read: 'Writes shipped rules anew, if somebody has changed them.' },
      {
        query: 'sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0',
        read: 'Empty: all groups are evaluated.',
      },
      'Do not silence it: the group is blind.',
    ],
    escalation: 'To the owners of the rule, with its line of the log.',
  },
  PrometheusNotConnectedToAlertmanager: {
    meaning: 'Prometheus has known no Alertmanager for 2 min.',
    impact: 'No alert reaches anybody. If you read this in a notification, it came by another way, or late.',
    diagnosis: [
      {
        look: 'status',
        read: 'No row `alertmanager`: it is switched off in switchgear.yaml. Not `ready`: see its log.',
      },
      {
        query: alertmanagers,
        read: '0: none is configured, or the configuration of Prometheus was written without it.',
      },
    ],
    mitigation: [
      'Switch it on (`alertmanager.enabled` in switchgear.yaml), then `npx switchgear down` and `up`.',
      { change: 'restart prometheus', read: 'Writes its configuration anew, with the address of Alertmanager.' },
      { query: alertmanagers, read: '1.' },
      'Until then, watch the alerts on the console or at the page of Prometheus. Do not silence it.',
    ],
    escalation: 'At once: nobody is being called.',
  },
  PrometheusNotificationsFailing: {
    meaning: 'Prometheus sends alerts to Alertmanager and gets no or a bad answer.',
    impact: 'Alerts arrive late or never.',
    diagnosis: [
      {
        look: 'status',
        read: '`alertmanager` not `ready`, or many RESTARTS: it is down. `ready`: something stands between the two.',
      },
      {
        look: 'logs prometheus',
        read: '`Error sending alert` with the reason: `connection refused` is a dead Alertmanager, `context deadline exceeded` a busy one, `bad response status` a wrong address.',
      },
    ],
    mitigation: [
      { change: 'restart alertmanager', read: 'It worked when it is `ready again`. Silences are kept.' },
      'Wrong address: `alertmanager.host` and `.port` in switchgear.yaml, then `npx switchgear down` and `up`.',
      {
        query: 'sum(increase(prometheus_notifications_errors_total[2m]))',
        read: '0. Prometheus sends what still fires by itself.',
      },
      'Do not silence it.',
    ],
    escalation: 'At once when a restart does not help.',
  },
  AlertmanagerBadConfig: {
    meaning:
      'Alertmanager was told to read its configuration again, found a fault in it, and goes on with the old one.',
    impact:
      'None now. Changed routes are not in force, and after a restart Alertmanager will not come up: then nobody is called.',
    diagnosis: [
      {
        look: 'logs alertmanager',
        read: 'The line with `Loading configuration file failed` names the fault and its place.',
      },
      { query: 'alertmanager_config_last_reload_successful', read: '0: the fault is still there.' },
    ],
    mitigation: [
      'Undo your change. A receiver that names a file for its secret needs that file.',
      {
        change: 'restart alertmanager',
        read: 'Writes the configuration anew from switchgear.yaml. It worked when it is `ready again`.',
      },
      'In Docker: `npm run generate`, then `docker-compose restart alertmanager` in monitoring/.',
      'Do not silence it.',
    ],
    escalation: 'To the author of the change.',
  },
  AlertmanagerNotificationsFailing: {
    meaning:
      'A receiver refused notifications or did not answer; the label `integration` names its kind. This alert also goes to the local inbox, because Slack may be what is broken.',
    impact: 'People are not called. Alertmanager tries again for a while, and gives up on answers such as 404.',
    diagnosis: [
      {
        look: 'logs alertmanager',
        read: '`404` or `no_service`: the webhook was deleted. `403`, `invalid_token`: it is wrong. `429`: too many messages. `channel_not_found`: a channel is missing. `no such file`: the file with the webhook is gone. `connection refused`: the inbox, that is the console, is down.',
      },
      {
        query: 'sum by (integration) (increase(alertmanager_notifications_failed_total[10m]))',
        read: 'Failed notifications by kind of receiver.',
      },
      {
        query: 'sum by (integration) (increase(alertmanager_notifications_total[10m]))',
        read: 'Notifications in that time. As many as fail: nothing gets through.',
      },
    ],
    mitigation: [
      'Webhook: make a new one in Slack and put its address into the file of `slack.webhook`, or into SLACK_WEBHOOK_URL before `npx switchgear up`.',
      { change: 'restart alertmanager', read: 'Takes the new address.' },
      'See it arrive with a harmless notification, marked as a drill:',
      {
        change: 'test-alerts CircuitBreakerOpened',
        read: 'It arrives in `#alerts-info`. End it with `npx switchgear test-alerts reset`.',
      },
      'Until it works, look at the inbox on the console and at `npx switchgear status`. Do not silence it.',
    ],
    escalation: 'At once when Slack is the only way to call people: watch the console in shifts until it works.',
  },
  RecoveryFailed: {
    meaning:
      'A recovery procedure, started by an alert, did not reach its end. The label `procedure` names it; it is not tried again by itself.',
    impact: 'What it should have mended is still broken: the alert that started it fires beside this one.',
    diagnosis: [
      {
        query: 'sum by (procedure, outcome) (increase(recovery_actions_total[1h])) > 0',
        read: '`failure` beside `success`: it works at times, the cause is outside. Only `failure`: the procedure itself cannot work here. `skipped`: a limit held it back.',
      },
      { look: 'logs recovery', read: 'The lines of the procedure: which step failed, with what answer.' },
    ],
    mitigation: [
      'Follow the runbook of the alert that started it, by hand. Its mitigation is what the procedure tried.',
      'A procedure that cannot work (rights, addresses): take it out of the allowed ones until it is mended.',
      'It ends 15 min after the last failure. Silence it while the original alert is being worked on.',
    ],
    escalation: 'As the original alert says. To the owners of the procedure in daylight.',
  },
} satisfies RunbookTexts;
