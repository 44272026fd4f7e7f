import { loadConfig, programs } from '@switchgear/config';
import { createLogger, runService } from '@switchgear/service';
import { createConsole } from './console.ts';
import { builtSite } from './site/build.ts';

await runService(
  async () => {
    const config = loadConfig();
    const { console, links, simulated } = config;
    const token = console.token?.reveal();
    const own = new Map(programs(config).map(({ name, url }) => [name, url]));
    return createConsole({
      host: console.host,
      port: console.port,
      stateDir: config.state_dir,
      links,
      // The link may lead through a door that only people pass.
      alertmanagerApi: own.get('alertmanager') ?? links.alertmanager,
      prometheusApi: own.get('prometheus') ?? links.prometheus,
      gateway: own.get('gateway') ?? '',
      siteDir: await builtSite(),
      token,
      simulated,
      logger: createLogger({ name: 'console', secrets: token === undefined ? [] : [token] }),
    });
  },
  { name: 'console' },
);
