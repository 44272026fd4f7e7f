import { toFault } from '../../api/fault.ts';
import type { AnnotationsState } from './use-annotations.ts';

/** Turns each kind of annotation on the plots off and on. */
export function AnnotationToggles({ kinds, error }: AnnotationsState) {
  return (
    <>
      {kinds.map(({ name, on, turn }) => (
        <label key={name} className="toggle">
          <input type="checkbox" checked={on} onChange={turn} /> {name}
        </label>
      ))}
      {error ? (
        <span className="wrong" role="status">
          Annotations: {toFault(error).message}
        </span>
      ) : null}
    </>
  );
}
