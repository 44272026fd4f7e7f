import { DatabaseError, type DatabaseFault } from '@switchgear/service';

const remedies: Readonly<Record<DatabaseFault, string>> = {
  unusable: 'move it away, and a new one begins',
  in_use: 'end the program that has it open, or wait for it',
  full: 'make room on its file system',
  read_only: 'give this user write access to it and its folder',
  io: 'see that there is room, and that this user can write there, or name another state_dir',
};

/** @throws DatabaseError that names the file and the remedy */
export function opened<T>(what: string, file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const { fault, message } = DatabaseError.from(error);
    throw new DatabaseError(fault, `cannot use the ${what} ${file}: ${message}; ${remedies[fault]}`, error);
  }
}
