/** The form of every template of this repository is walked as a hurried person does: nothing is typed, and its defaults lead to the preview. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'yaml';
import { startForm } from '../__testUtils__/startForm';

jest.setTimeout(60_000);

// What is visible and what may be clicked is computed by style for every element of a long form, which other tests of the wizard do.
const user = userEvent.setup({ pointerEventsCheck: 0 });

const TEMPLATES = join(__dirname, '../../../../templates');
const NAMES = readdirSync(TEMPLATES).filter(name => !name.includes('.'));

it.each(NAMES)('%s', async name => {
  const path = join(TEMPLATES, name, 'template.yaml');
  const template = parse(readFileSync(path, 'utf8'));
  const pages: Array<{ title: string; required?: string[] }> =
    template.spec.parameters;
  const { asked } = startForm({
    at: `/create/templates/default/${name}`,
    template: {
      ...template,
      metadata: { ...template.metadata, namespace: 'default' },
    },
    manifest: {
      title: template.metadata.title,
      steps: pages.map(schema => ({ title: schema.title, schema })),
    },
  });
  for (const [index] of pages.entries()) {
    const isLast = index === pages.length - 1;
    const label = isLast ? 'Preview' : 'Next';
    await user.click(
      await screen.findByText(label, { selector: 'button, button *' }),
    );
  }
  await waitFor(
    () =>
      expect(asked.map(one => one.path)).toContain(
        '/api/data-sources/previews',
      ),
    { timeout: 20_000 },
  );
  const { body } = asked.find(one => one.path.endsWith('/previews')) ?? {};
  const { values } = body as { values: Record<string, unknown> };
  for (const field of pages.flatMap(({ required = [] }) => required))
    expect([field, values[field]]).not.toEqual([field, undefined]);
});
