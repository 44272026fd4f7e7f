import { z } from 'zod';

const address = (description: string) =>
  z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description });

export const links = z
  .strictObject({
    console: address('Address of the console: runbooks and silences. Unset, its own.'),
    dashboards: address(
      'Address before /d/<uid> of a dashboard: set it to Grafana where that is used. Unset, the console.',
    ),
    prometheus: address('Address of Prometheus. Unset, its own.'),
    alertmanager: address('Address of Alertmanager. Unset, its own.'),
  })
  .prefault({})
  .meta({ description: 'Base addresses of the links in alerts, as those who read them reach the programs.' });
