/** Every story renders without an accessibility violation. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { ReactElement } from 'react';
import { renderForm } from './__testUtils__/renderForm';

type Story = { render: () => ReactElement };

const files = ['fields', 'preview', 'made']
  .flatMap(folder =>
    readdirSync(join(__dirname, folder), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => join(__dirname, folder, name, `${name}.stories.tsx`)),
  )
  .filter(file => existsSync(file));

const stories = files.flatMap(file =>
  Object.entries(jest.requireActual(file) as Record<string, Story>)
    .filter(([name]) => name !== 'default')
    .map(
      ([name, story]) => [`${file.split('/').at(-2)} ${name}`, story] as const,
    ),
);

describe('stories', () => {
  it('are there for every field and every part of the preview', () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
  });
  it.each(stories)('%s is accessible', async (_, story) => {
    const { container } = renderForm(
      <main data-testid="story">
        <h1>Form</h1>
        {story.render()}
      </main>,
    );
    await screen.findByTestId('story');
    expect(await axe(container)).toHaveNoViolations();
  });
});
