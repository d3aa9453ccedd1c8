/** How people call the fields of a form, and on which of its pages they are. */
import { JsonObject } from '@backstage/types';

interface FormPage {
  readonly schema: JsonObject;
}

function propertiesOf({ schema }: FormPage): Record<string, unknown> {
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null
    ? { ...properties }
    : {};
}

/** The title of a field; its name when it has none. */
export function titleOfField(
  pages: readonly FormPage[],
  field: string,
): string {
  for (const page of pages) {
    const property = propertiesOf(page)[field];
    if (typeof property === 'object' && property !== null) {
      const { title } = property as { title?: unknown };
      if (typeof title === 'string') return title;
    }
  }
  return field;
}

/** Number of the page of a field, counted from 0; the last one when no page has it. */
export function pageOfField(pages: readonly FormPage[], field: string): number {
  const found = pages.findIndex(page => field in propertiesOf(page));
  return found < 0 ? Math.max(0, pages.length - 1) : found;
}
