/** The stories render without an accessibility violation, so that states which are rare in the demo are still seen. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { ReactElement } from 'react';
import { renderPage } from '../__testUtils__/renderPage';

type Story = { render: () => ReactElement };

const stories = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(__dirname, name))
      .filter(file => file.endsWith('.stories.tsx'))
      .map(file => join(__dirname, name, file)),
  )
  .flatMap(file => {
    const { default: meta, ...named } = jest.requireActual<
      Record<string, Story> & { default: { title: string } }
    >(file);
    return Object.entries<Story>(named).map(
      ([name, story]) => [`${meta.title} ${name}`, story] as const,
    );
  });

describe('stories', () => {
  it.each(stories)('%s is accessible', async (_, story) => {
    const { container } = renderPage(
      <main data-testid="story">{story.render()}</main>,
      {},
    );
    await screen.findByTestId('story');
    expect((await axe(container)).violations).toEqual([]);
  });
});
