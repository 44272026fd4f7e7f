/** How far the search for binaries has come. Bytes are known from `download` on. */
export type BinaryProgress =
  | { readonly step: 'lists' | 'unpack' }
  | { readonly step: 'download'; readonly receivedBytes: number; readonly totalBytes: number };

export type ProgressListener = (progress: BinaryProgress) => void;
