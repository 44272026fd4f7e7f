import { addressOf, loadConfig, type ProgramName } from '@switchgear/config';
import { createLogger, runService } from '@switchgear/service';
import { createConsole } from './console.ts';
import { builtSite } from './site/build.ts';

await runService(
  async () => {
    const config = loadConfig();
    const { console, links, simulated } = config;
    const token = console.token?.reveal();
    const at = (program: ProgramName) => addressOf(config, program);
    return createConsole({
      host: console.host,
      port: console.port,
      stateDir: config.state_dir,
      links,
      // The link may lead through a door that only people pass.
      alertmanagerApi: at('alertmanager') ?? links.alertmanager,
      prometheusApi: at('prometheus') ?? links.prometheus,
      gateway: at('gateway') ?? '',
      testWatcher: at('test-watcher'),
      auditAgent: at('audit-agent'),
      siteDir: await builtSite(),
      token,
      simulated,
      logger: createLogger({ name: 'console', secrets: token === undefined ? [] : [token] }),
    });
  },
  { name: 'console' },
);
