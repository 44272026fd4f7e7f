import { describe } from 'vitest';
import { startAimockDriver } from './drivers/aimock.ts';
import { describePlatform } from './suite/describe-all.ts';
import { describeSecrets } from './suite/secrets.ts';
import { describeTokensAndBackups } from './suite/tokens-and-backups.ts';

describePlatform('aimock', startAimockDriver, {
  before: (get) => describe('tokens and backups', () => describeTokensAndBackups(get)),
  after: (get) => describe('secrets', () => describeSecrets(get)),
});
