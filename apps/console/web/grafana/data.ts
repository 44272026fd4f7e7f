/**
 * All that the console takes from Grafana's field pipeline (Apache-2.0): units, mappings, thresholds, overrides,
 * reducers, transformations and time ranges behave as in Grafana because they are the same code. Nothing else in the
 * console imports that package.
 */
export {
  applyFieldOverrides,
  createTheme,
  type DataFrame,
  type DisplayValue,
  dateMath,
  dateTime,
  dateTimeFormat,
  type Field,
  type FieldConfigSource,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getFieldDisplayName,
  getFieldDisplayValues,
  rangeUtil,
  reduceField,
  type TimeRange,
  transformDataFrame,
} from '@grafana/data';
