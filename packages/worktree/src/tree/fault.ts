import { systemCode } from '../errors.ts';

/**
 * - `unreadable`: a folder or file that may not be looked at; what is in it is unknown, not gone
 * - `unsupported_name`: a name that is not UTF-8 and therefore cannot be named
 * - `limit`: the system watches no more folders
 * - `overflow`: hints were lost
 * - `gone`: the root has disappeared
 */
export type TreeFaultKind = 'unreadable' | 'unsupported_name' | 'limit' | 'overflow' | 'gone';

/** Trouble with a part of a tree; the rest of it goes on. */
export interface TreeFault {
  readonly kind: TreeFaultKind;
  /** Relative to the root, `''` for the root itself; absolute for what lies outside. */
  readonly path: string;
  /** Names the place, the fault and the remedy. */
  readonly message: string;
}

export type OnTreeFault = (fault: TreeFault) => void;

export function unreadable(path: string, error: unknown): TreeFault {
  const reason = systemCode(error) ?? String(error);
  return {
    kind: 'unreadable',
    path,
    message: `${path || 'the root'} cannot be read (${reason}); give this user access or ignore it`,
  };
}
