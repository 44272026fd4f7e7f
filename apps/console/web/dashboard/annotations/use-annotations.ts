import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Annotation } from '../../panels/props.ts';
import type { AnnotationModel } from '../model.ts';
import type { Scene } from '../scene.ts';
import { askAnnotations, exprOf } from './ask.ts';

/** A kind of annotation that a viewer may turn off and on. */
export interface AnnotationKind {
  readonly name: string;
  readonly on: boolean;
  readonly turn: () => void;
}

export interface AnnotationsState {
  readonly annotations: readonly Annotation[];
  readonly kinds: readonly AnnotationKind[];
  readonly error: unknown;
}

const none: readonly Annotation[] = [];

/** What happened in the time that is shown; asked once for all panels. */
export function useAnnotations({ model, view, range, ready, fill, theme }: Scene): AnnotationsState {
  const [turned, setTurned] = useState<readonly string[]>([]);
  const list = (model.annotations?.list ?? []).filter((one) => exprOf(one) !== '');
  const isOn = ({ name, enable }: AnnotationModel) => (enable !== false) !== turned.includes(name);
  const on = list.filter(isOn);
  const exprs = on.map((one) => fill(exprOf(one)));
  const { data = none, error } = useQuery({
    queryKey: ['dashboard', model.uid, 'annotations', view.from, view.to, view.timeZone, exprs],
    queryFn: ({ signal }) => askAnnotations(on, range ?? { from: 0, to: 0 }, fill, signal),
    enabled: ready,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const annotations = useMemo(
    () => data.map((one) => ({ ...one, color: theme.visualization.getColorByName(one.color) })),
    [data, theme],
  );
  const turn = (name: string) =>
    setTurned(turned.includes(name) ? turned.filter((one) => one !== name) : [...turned, name]);
  const kinds = list
    .filter(({ hide }) => hide !== true)
    .map((one) => ({ name: one.name, on: isOn(one), turn: () => turn(one.name) }));
  return { annotations, kinds, error };
}
