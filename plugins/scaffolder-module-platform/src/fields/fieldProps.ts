/** What the fields take of the form around them. Everything comes from a template and is checked. */
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useAbout } from '../client/FormAbout';

/** Options of a field, in `ui:options`. */
export interface FieldOptions {
  source?: string;
  allowOther?: boolean;
  timezoneField?: string;
  nameField?: string;
  namespaceField?: string;
  callsPerRun?: number;
}

/** Props of a field that holds a text or a list of texts. */
export type FieldProps<Value> = FieldExtensionComponentProps<
  Value,
  FieldOptions
>;

/** A text of the form's values; undefined for anything else. */
export function textIn(
  values: Readonly<Record<string, unknown>> | undefined,
  key: string,
): string | undefined {
  const value = values?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The values of the whole form, which the stepper hands on. */
function valuesOf(context: unknown): Readonly<Record<string, unknown>> {
  const given =
    typeof context === 'object' && context !== null && 'formData' in context
      ? context.formData
      : undefined;
  return typeof given === 'object' && given !== null ? { ...given } : {};
}

/** What every field needs: its options, the values of the whole form, and the source that the form is about. */
export function useField(props: {
  name: string;
  idSchema?: { $id?: string };
  schema: { title?: string; description?: string };
  uiSchema: { 'ui:options'?: FieldOptions };
  formContext?: unknown;
  rawErrors?: string[];
}): {
  id: string;
  title: string;
  description?: string;
  options: FieldOptions;
  values: Readonly<Record<string, unknown>>;
  source?: string;
  invalid: boolean;
} {
  const about = useAbout();
  const options: FieldOptions = props.uiSchema['ui:options'] ?? {};
  const values = valuesOf(props.formContext);
  return {
    id: props.idSchema?.$id ?? props.name,
    title: props.schema.title ?? props.name,
    description: props.schema.description,
    options,
    values,
    source: options.source ?? about.source ?? textIn(values, 'source'),
    invalid: (props.rawErrors?.length ?? 0) > 0,
  };
}
