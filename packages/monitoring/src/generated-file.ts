/** A file that is written as it is. */
export interface GeneratedFile {
  /** With slashes, relative to a folder that the producer names. */
  readonly path: string;
  readonly text: string;
  /** Only its owner may read it. */
  readonly secret?: boolean;
}
