/**
 * The stock app, made as `@backstage/create-app` makes it: its own template, filled with the versions
 * that the package carries. The tool itself is not run, because it also fetches Yarn, makes a Git
 * repository and installs, none of which belongs to what is compared.
 */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What the placeholders of the template stand for. */
export interface TemplateValues {
  name: string;
  defaultBranch: string;
  /** Package name -> version, and `root` -> the release. */
  versions: Record<string, string>;
}

/**
 * Fills the placeholders of one template file: `{{name}}`, `{{defaultBranch}}` and `{{version 'package'}}`.
 *
 * @throws Error when a placeholder has no value, so that a newer template cannot be filled wrongly
 */
export function fillPlaceholders(
  text: string,
  { versions, ...values }: TemplateValues,
): string {
  const named: Record<string, string> = values;
  return text.replace(
    /\{\{\s*(\w+)(?:\s+'([^']+)')?\s*\}\}/g,
    (placeholder, word: string, argument?: string) => {
      const value =
        word === 'version' && argument ? versions[argument] : named[word];
      if (value === undefined) {
        throw new Error(
          `The template asks for ${placeholder}, which is unknown; teach expandTemplate.ts what it means.`,
        );
      }
      return value;
    },
  );
}

/** Copies a template folder, filling every `.hbs` file and dropping that suffix. */
export function expandTemplate(
  template: string,
  target: string,
  values: TemplateValues,
): void {
  for (const entry of readdirSync(template, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const destination = join(target, source.slice(template.length));
    mkdirSync(dirname(destination), { recursive: true });
    if (entry.name.endsWith('.hbs')) {
      const text = fillPlaceholders(readFileSync(source, 'utf8'), values);
      writeFileSync(destination.replace(/\.hbs$/, ''), text);
    } else {
      copyFileSync(source, destination);
    }
  }
}
