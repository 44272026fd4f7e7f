import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Intake, openIntake } from '../intake/intake.ts';
import { temporaryFolder } from './folder.ts';

/** An intake that can die and be opened again. */
export function testIntake(file = join(temporaryFolder(), 'intake.db')) {
  let intake: Intake | undefined;
  const open = (): Intake => {
    intake?.close();
    intake = openIntake({ file });
    return intake;
  };
  onTestFinished(() => intake?.close());
  return { file, open };
}
