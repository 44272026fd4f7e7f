import { toFault } from '../../api/fault.ts';
import { Mark } from '../mark.tsx';
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
      {error ? <Mark label="What is wrong with the annotations" text={toFault(error).message} /> : null}
    </>
  );
}
