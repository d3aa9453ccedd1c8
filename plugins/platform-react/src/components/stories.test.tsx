/**
 * Every component of the kit has stories, and every story renders without an accessibility violation,
 * so that a state which is rare in the demo is still seen.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { ReactElement } from 'react';

expect.extend(toHaveNoViolations);

type Story = { render: () => ReactElement };

const components = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  // These need the app's routes or its catalog; they are tested beside themselves.
  .filter(name => !['EntityTabLink', 'OwnerField', 'Person'].includes(name));

describe.each(components)('%s', name => {
  const stories: Record<string, unknown> = jest.requireActual(
    join(__dirname, name, `${name}.stories.tsx`),
  );
  const named = Object.entries(stories).filter(
    ([key]) => key !== 'default',
  ) as [string, Story][];

  it('has a story', () => {
    expect(named.length).toBeGreaterThan(0);
  });

  it.each(named)('%s is accessible', async (_, story) => {
    // A page brings its own landmark, and needs the app that it is a page of.
    const { container } =
      name === 'PageFrame'
        ? renderInTestApp(story.render())
        : render(<main>{story.render()}</main>);
    if (name === 'PageFrame') await screen.findByRole('main');
    expect(await axe(container)).toHaveNoViolations();
  });
});
