import { customFields } from '../panels/custom-fields.ts';
import {
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type Field,
  FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  thresholdsOverrideProcessor,
} from './data.ts';

type Process = FieldConfigPropertyItem['process'];

const ofNumbers = ({ type }: Field) => type === FieldType.number;
const ofAll = () => true;

/** The options of every field, with what fills them in and for which fields they count. */
const standard: readonly (readonly [id: string, process: Process, shouldApply: (field: Field) => boolean])[] = [
  ['unit', identityOverrideProcessor, ofAll],
  ['min', identityOverrideProcessor, ofNumbers],
  ['max', identityOverrideProcessor, ofNumbers],
  ['fieldMinMax', identityOverrideProcessor, ofNumbers],
  ['decimals', identityOverrideProcessor, ofNumbers],
  ['displayName', displayNameOverrideProcessor, ofAll],
  ['color', identityOverrideProcessor, ofAll],
  ['noValue', identityOverrideProcessor, ofAll],
  ['links', dataLinksOverrideProcessor, ofAll],
  ['mappings', identityOverrideProcessor, ofAll],
  ['thresholds', thresholdsOverrideProcessor, ofAll],
];

export const standardFieldOptions: readonly string[] = standard.map(([id]) => id);

const registries = new Map<string, FieldConfigOptionsRegistry>();

/** What the field configuration of a type of panel may say. */
export function fieldOptions(panelType: string): FieldConfigOptionsRegistry {
  const known = registries.get(panelType);
  if (known !== undefined) return known;
  const custom = (Object.hasOwn(customFields, panelType) ? (customFields[panelType] ?? []) : []).map((name) => ({
    ...option(`custom.${name}`, name, identityOverrideProcessor, ofAll),
    isCustom: true,
  }));
  const items = [...standard.map(([id, process, shouldApply]) => option(id, id, process, shouldApply)), ...custom];
  const registry = new FieldConfigOptionsRegistry(() => items);
  registries.set(panelType, registry);
  return registry;
}

function option(id: string, path: string, process: Process, shouldApply: (field: Field) => boolean) {
  // Editors are Grafana's own matter.
  const none = () => null;
  const settings = { expandTemplateVars: true };
  return {
    ...{ id, path, name: id, process, shouldApply, settings },
    ...{ editor: none, override: none },
  } satisfies FieldConfigPropertyItem;
}
