import { join } from 'node:path';
import { type Config, type Program, programs } from '@switchgear/config';
import { alertmanagerConfig } from './alertmanager/config.ts';
import { alertmanagerTemplates } from './alertmanager/templates.ts';
import type { GeneratedFile } from './generated-file.ts';
import { platformFiles } from './platform.ts';
import { prometheusConfig, type TargetGroup, targetGroups } from './prometheus/config.ts';
import { type ComponentName, componentNames, type Setup } from './setup.ts';

/** What rules, panels and links follow in a configuration. */
export function setupOf(config: Config): Setup {
  return {
    providers: config.providers.map(({ name, display_name }) => ({ name, displayName: display_name })),
    components: ourPrograms(config).map(({ name }) => name),
    links: config.links,
    contacts: config.contacts,
  };
}

/**
 * What Prometheus, Alertmanager and console read when all run on one machine; paths are relative to the state folder.
 * The Slack webhook, or the inbox in its place, stands in a file of its own that only its owner may read.
 */
export function nativeFiles(config: Config): GeneratedFile[] {
  const setup = setupOf(config);
  const { rules, files } = platformFiles(setup);
  const address = (name: Program['name']) => programs(config).find((program) => program.name === name);
  const prometheus = address('prometheus');
  const alertmanager = address('alertmanager');
  const inbox = address('console');
  const folder = join(config.state_dir, 'monitoring');
  const { webhook, webhooks } = config.slack;
  // A severity without a webhook of its own, the common one or an inbox is told to nobody, which the configuration refuses.
  const slackUrl = webhook?.reveal() ?? `${inbox?.url ?? ''}/inbox/slack`;
  const severityUrls = Object.entries(webhooks).map(([severity, url]) => ({
    severity,
    path: `alertmanager/slack-url-${severity}`,
    text: url.reveal(),
  }));
  const monitoring: GeneratedFile[] = [
    ...files,
    ...alertmanagerTemplates(config.links).map(({ path, text }) => ({ path: `alertmanager/${path}`, text })),
    {
      path: 'alertmanager/config.yml',
      text: alertmanagerConfig({
        slackUrlFile: join(folder, 'alertmanager', 'slack-url'),
        templatesGlob: join(folder, 'alertmanager', 'templates', '*.tmpl'),
        severityUrlFiles: Object.fromEntries(severityUrls.map(({ severity, path }) => [severity, join(folder, path)])),
        ...(inbox !== undefined && { inboxUrl: inbox.url }),
        hasSlack: webhook !== undefined || severityUrls.length > 0,
      }),
    },
    ...severityUrls.map(({ path, text }) => ({ path, text, secret: true })),
    { path: 'alertmanager/slack-url', text: slackUrl, secret: true },
    {
      path: 'prometheus/prometheus.yml',
      text: prometheusConfig(rules, {
        ...(prometheus !== undefined && { prometheus: hostOf(prometheus) }),
        ...(alertmanager !== undefined && { alertmanager: hostOf(alertmanager) }),
      }),
    },
    { path: 'prometheus/targets.yml', text: targetGroups(ourPrograms(config).map(targetOf)) },
  ];
  return monitoring.map((file) => ({ ...file, path: `monitoring/${file.path}` }));
}

type OurProgram = Program & { readonly name: ComponentName };

function ourPrograms(config: Config): OurProgram[] {
  return programs(config).filter((program): program is OurProgram =>
    (componentNames as readonly string[]).includes(program.name),
  );
}

function targetOf(program: OurProgram): TargetGroup {
  return { targets: [hostOf(program)], labels: { component: program.name } };
}

function hostOf({ url }: Program): string {
  return new URL(url).host;
}
