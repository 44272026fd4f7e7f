import { constants } from 'node:fs';

/** Opens a file for reading without waiting, should it have become a pipe since it was looked at. */
export const readFlag = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
