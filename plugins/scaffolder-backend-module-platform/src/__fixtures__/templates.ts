import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';

/** A value of a form. */
export type FormValue = string | number | boolean | object;

/** A field of a form; one of several kinds has further fields for each. */
interface TestedField {
  readonly default?: FormValue;
  readonly properties?: Readonly<Record<string, TestedField>>;
  readonly dependencies?: Readonly<
    Record<
      string,
      {
        readonly oneOf: ReadonlyArray<{
          readonly properties: Readonly<
            Record<string, TestedField & { readonly enum?: readonly unknown[] }>
          >;
        }>;
      }
    >
  >;
}

/** The part of a template that the tests look into. */
export interface TestedTemplate {
  readonly spec: {
    readonly parameters: ReadonlyArray<{
      readonly required?: readonly string[];
      readonly properties: Readonly<Record<string, TestedField>>;
    }>;
    readonly steps: ReadonlyArray<{
      readonly id: string;
      readonly action: string;
      readonly input?: { readonly kind?: string };
    }>;
  };
}

/** Where the templates of the portal live. */
export const TEMPLATES = resolvePackagePath(
  '@254carbon/backstage-plugin-scaffolder-backend-module-platform',
  '../../templates',
);

const all: { spec: { targets: string[] } } = parse(
  readFileSync(join(TEMPLATES, 'all.yaml'), 'utf8'),
);

/** Every template that the portal registers; their tests fill in the defaults of their forms. */
export const TEMPLATE_NAMES = all.spec.targets.map(
  target => target.split('/')[1],
);

/** The templates that make connectors. */
export const CONNECTOR_NAMES = TEMPLATE_NAMES.filter(name =>
  name.endsWith('-connector'),
);

/** Reads a template entity. */
export async function readTemplate(name: string): Promise<TestedTemplate> {
  return parse(await readFile(join(TEMPLATES, name, 'template.yaml'), 'utf8'));
}

function defaultsOf(
  properties: Readonly<Record<string, TestedField>>,
): Record<string, FormValue> {
  const values: Record<string, FormValue> = {};
  for (const [name, field] of Object.entries(properties)) {
    const value = defaultOf(field);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** A form fills the fields of the kind that is chosen by default. */
function defaultOf(field: TestedField): FormValue | undefined {
  const { properties, dependencies } = field;
  if (field.default !== undefined || !properties || !dependencies)
    return field.default;
  const values = defaultsOf(properties);
  for (const [name, { oneOf }] of Object.entries(dependencies)) {
    const branch = oneOf.find(one =>
      one.properties[name]?.enum?.includes(values[name]),
    );
    Object.assign(values, defaultsOf(branch?.properties ?? {}));
  }
  return values;
}

/** The defaults of a template's form, as the form sends them. */
export function defaultValues(
  template: TestedTemplate,
): Record<string, FormValue> {
  const pages = template.spec.parameters.map(({ properties }) =>
    defaultsOf(properties),
  );
  return Object.assign({}, ...pages);
}

/** Every file below a folder, by relative path. */
export async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const files = new Map<string, Buffer>();
  for (const entry of entries.filter(found => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(
      relative(folder, path).split(sep).join('/'),
      await readFile(path),
    );
  }
  return files;
}

/** Values of a template's form as people send them, with a change. */
export async function filledForm(
  name: string,
  change: Readonly<Record<string, FormValue>> = {},
): Promise<Record<string, FormValue>> {
  return { ...defaultValues(await readTemplate(name)), ...change };
}
