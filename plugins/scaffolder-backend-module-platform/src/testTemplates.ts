import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';

/** Where the templates of the portal live. */
export const TEMPLATES = resolve(__dirname, '../../../templates');

/** The templates and the values that their tests fill in: the defaults of their forms. */
export const TEMPLATE_NAMES = ['eia-connector', 'grafana-dashboard', 'service-manifests'] as const;

/** Reads a template entity. */
export async function readTemplate(name: string): Promise<TemplateEntityV1beta3> {
  return parse(await readFile(join(TEMPLATES, name, 'template.yaml'), 'utf8'));
}

/** The defaults of a template's form, as the form sends them. */
export function defaultValues(template: TemplateEntityV1beta3): Record<string, string | number> {
  const pages = [template.spec.parameters ?? []].flat();
  const values: Record<string, string | number> = {};
  for (const page of pages) {
    const fields: Record<string, { default?: string | number }> = JSON.parse(JSON.stringify(page.properties ?? {}));
    for (const [name, field] of Object.entries(fields)) {
      if (field.default !== undefined) {
        values[name] = field.default;
      }
    }
  }
  return values;
}

/** Every file below a folder, by relative path. */
export async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, Buffer>();
  for (const entry of entries.filter(found => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), await readFile(path));
  }
  return files;
}
