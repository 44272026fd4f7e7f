import { loadConfig, programs } from '@switchgear/config';
import { createLogger, runService } from '@switchgear/service';
import { createConsole } from './console.ts';

await runService(
  () => {
    const config = loadConfig();
    const { console, links, simulated } = config;
    const token = console.token?.reveal();
    const own = programs(config).find(({ name }) => name === 'alertmanager');
    return createConsole({
      host: console.host,
      port: console.port,
      stateDir: config.state_dir,
      links,
      // The link may lead through a door that only people pass.
      alertmanagerApi: own?.url ?? links.alertmanager,
      token,
      simulated,
      logger: createLogger({ name: 'console', secrets: token === undefined ? [] : [token] }),
    });
  },
  { name: 'console' },
);
