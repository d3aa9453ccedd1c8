/** The stories of the tables render without an accessibility violation, so that states which are rare in the demo are still seen. */
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { ReactElement } from 'react';
import * as events from './EventTable/EventTable.stories';
import * as workloads from './WorkloadTable/WorkloadTable.stories';

type Story = { render: () => ReactElement };

const stories = Object.entries({ events, workloads }).flatMap(
  ([component, { default: _, ...named }]) =>
    Object.entries<Story>(named).map(
      ([name, story]) => [`${component} ${name}`, story] as const,
    ),
);

describe('stories', () => {
  it.each(stories)('%s is accessible', async (_, story) => {
    const { container } = renderInTestApp(
      <main data-testid="story">{story.render()}</main>,
    );
    await screen.findByTestId('story');
    expect((await axe(container)).violations).toEqual([]);
  });
});
