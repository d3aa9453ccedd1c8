import { readdir, readFile } from 'node:fs/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';

/** The part of a template that the tests look into. */
export interface TestedTemplate {
  readonly spec: {
    readonly parameters: ReadonlyArray<{
      readonly properties: Readonly<
        Record<string, { readonly default?: string | number }>
      >;
    }>;
  };
}

/** Where the templates of the portal live. */
export const TEMPLATES = resolvePackagePath(
  '@254carbon/backstage-plugin-scaffolder-backend-module-platform',
  '../../templates',
);

/** The templates and the values that their tests fill in: the defaults of their forms. */
export const TEMPLATE_NAMES = [
  'eia-connector',
  'grafana-dashboard',
  'service-manifests',
] as const;

/** Reads a template entity. */
export async function readTemplate(name: string): Promise<TestedTemplate> {
  return parse(await readFile(join(TEMPLATES, name, 'template.yaml'), 'utf8'));
}

/** The defaults of a template's form, as the form sends them. */
export function defaultValues(
  template: TestedTemplate,
): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const page of template.spec.parameters) {
    for (const [name, field] of Object.entries(page.properties)) {
      if (field.default !== undefined) {
        values[name] = field.default;
      }
    }
  }
  return values;
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
