import type { PanelModel } from '../dashboard/model.ts';
import { type DataFrame, standardTransformers, standardTransformersRegistry, transformDataFrame } from './data.ts';

/** The transformations that the console carries out, by Grafana's name. */
export const transformations = {
  organize: standardTransformers.organizeFieldsTransformer,
  merge: standardTransformers.mergeTransformer,
  filterFieldsByName: standardTransformers.filterFieldsByNameTransformer,
  renameByRegex: standardTransformers.renameFieldsTransformer,
  sortBy: standardTransformers.sortByTransformer,
  limit: standardTransformers.limitTransformer,
  reduce: standardTransformers.reduceTransformer,
  seriesToColumns: standardTransformers.seriesToColumnsTransformer,
  joinByField: standardTransformers.joinByFieldTransformer,
  labelsToFields: standardTransformers.labelsToFieldsTransformer,
};

standardTransformersRegistry.setInit(() =>
  Object.entries(transformations).map(([id, info]) => ({
    id,
    name: id,
    transformation: async () => info,
    editor: () => null,
    imageDark: '',
    imageLight: '',
  })),
);

/** The frames after the panel's transformations. */
export async function transform(
  frames: DataFrame[],
  transformations: PanelModel['transformations'] = [],
  fill: (text: string) => string,
): Promise<DataFrame[]> {
  const active = transformations.filter(({ disabled }) => disabled !== true);
  if (active.length === 0) return frames;
  // The pipeline rewrites the options it is given.
  const options = structuredClone(active).map(({ id, options }) => ({ id, options: options ?? {} }));
  const result = Promise.withResolvers<DataFrame[]>();
  transformDataFrame(options, frames, { interpolate: fill }).subscribe({
    next: result.resolve,
    error: result.reject,
  });
  return await result.promise;
}
