import { DatabaseError, type DatabaseFault } from './errors.ts';

const remedies: Readonly<Record<DatabaseFault, string>> = {
  unusable: 'move it away, and a new one begins',
  in_use: 'end the other program that has it open, or name another state_dir',
  full: 'make room on its file system',
  read_only: 'give this user write access to it and its folder',
  // Also what SQLite says of some full disks.
  io: 'see that there is room, and that this user can write there, or name another state_dir',
};

/**
 * Works on a database file.
 *
 * @throws DatabaseError that names the file and the remedy, for whatever is thrown
 */
export function guardDatabase<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { fault, message } = DatabaseError.from(error);
    throw new DatabaseError(fault, `${file}: ${message}; ${remedies[fault]}`, error);
  }
}
