import { startSandboxDriver } from './drivers/sandbox.ts';
import { describePlatform } from './suite/describe-all.ts';

describePlatform('the sandbox', startSandboxDriver);
