/** Every story of every component that has a state worth showing renders without an accessibility violation. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { ReactElement } from 'react';
import { renderWithApi } from '../__testUtils__/renderWithApi';

expect.extend(toHaveNoViolations);

type Story = { render: () => ReactElement };

const files = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => join(__dirname, name, `${name}.stories.tsx`))
  .filter(file => existsSync(file));

const stories = files.flatMap(file =>
  Object.entries(jest.requireActual(file) as Record<string, Story>)
    .filter(([name]) => name !== 'default')
    .map(
      ([name, story]) => [`${file.split('/').at(-2)} ${name}`, story] as const,
    ),
);

describe('stories', () => {
  it.each(stories)('%s is accessible', async (_, story) => {
    const { container } = renderWithApi(
      <main data-testid="story">{story.render()}</main>,
    );
    await screen.findByTestId('story');
    expect(await axe(container)).toHaveNoViolations();
  });
});
