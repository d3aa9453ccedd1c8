import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EventTable } from '.';
import { Some } from './EventTable.stories';

const { events } = Some.render().props as Parameters<typeof EventTable>[0];

function renderAt(at: string) {
  renderInTestApp(<EventTable events={events} />, {
    initialRouteEntries: [at],
  });
}

async function shown() {
  const table = await screen.findByRole('table', { name: 'Kubernetes events' });
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => cell.textContent?.replace(/.*: /, ''));
}

describe('EventTable', () => {
  it('shows the newest first, and what nobody dated last', async () => {
    renderAt('/');
    expect(await shown()).toEqual(['BackOff', 'Pulled', 'ScalingReplicaSet']);
  });

  it('shows what the address asks for', async () => {
    renderAt('/?type=Normal&sort=-times');
    expect(await shown()).toEqual(['Pulled', 'ScalingReplicaSet']);
    await userEvent.type(screen.getByRole('searchbox'), 'nothing like it');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all events' }),
    );
    expect(await shown()).toEqual(['BackOff', 'Pulled', 'ScalingReplicaSet']);
  });
});
