import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { SINCE, why } from '../../__fixtures__/platform';
import { failing, refused, renderPage } from '../../__testUtils__/renderPage';
import { WhyPage } from '.';

const found = {
  cluster: 'demo',
  kind: 'Job',
  namespace: 'data-platform',
  name: 'nightly',
  presence: 'observed',
};
const replies = {
  '/platform/objects': { body: { objects: [found], total: 1, caveats: [] } },
  '/platform/why': { body: why },
};

describe('WhyPage', () => {
  it('explains step by step, each with its reason, evidence and what to change', async () => {
    const { container, asked } = renderPage(<WhyPage />, replies, {
      at: '/?object=Job/data-platform/nightly&cluster=demo',
    });
    expect(await screen.findByText(/It is not here/)).toBeVisible();
    const steps = within(screen.getByRole('list', { name: /The way of/ }))
      .getAllByRole('heading')
      .map(heading => heading.textContent);
    expect(steps).toEqual([
      'Is its cluster read? yes',
      'Which rule takes it up? no, and it ends here',
      'Which entity stands for it? it cannot be told',
    ]);
    expect(screen.getByText(/Give it the label/)).toBeVisible();
    expect(screen.getByRole('link', { name: /CronJob/ })).toHaveAttribute(
      'href',
      '/why?object=CronJob%2Fdata-platform%2Fnightly&cluster=demo',
    );
    expect(asked.find(({ path }) => path === '/platform/why')?.query).toBe(
      '?object=Job/data-platform/nightly&cluster=demo',
    );
    expect((await axe(container)).violations).toEqual([]);
  });

  it('says first that no cluster is configured', async () => {
    renderPage(
      <WhyPage />,
      {
        ...replies,
        '/platform/clusters': {
          body: { clusters: [], caveats: [], generatedAt: SINCE },
        },
      },
      { at: '/?object=deployment/a/b' },
    );
    expect(await screen.findByText('No cluster is configured')).toBeVisible();
  });

  it('is asked by keyboard: type, down, Enter', async () => {
    renderPage(<WhyPage />, replies);
    expect(await screen.findByText('Nothing is asked yet')).toBeVisible();
    const field = screen.getByRole('combobox', { name: 'Object' });
    await userEvent.type(field, 'night');
    await screen.findByRole('option', { name: /Job data-platform\/nightly/ });
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByText(/It is not here/)).toBeVisible();
    expect(field).toHaveValue('Job/data-platform/nightly');
  });

  it('asks about what nobody has heard of, too', async () => {
    const { asked } = renderPage(<WhyPage />, {
      ...replies,
      '/platform/objects': { body: { objects: [], total: 0, caveats: [] } },
    });
    const field = await screen.findByRole('combobox', { name: 'Object' });
    await userEvent.type(field, 'missing thing{Enter}');
    expect(await screen.findByText(/It is not here/)).toBeVisible();
    expect(asked.find(({ path }) => path === '/platform/why')?.query).toBe(
      '?object=missing+thing',
    );
  });

  it.each([
    ['a refusal', refused, /platform.object.read/],
    ['a failure', failing, /the inventory is not ready/],
  ])('shows %s as what it is', async (_, reply, said) => {
    renderPage(
      <WhyPage />,
      { '/platform/objects': reply, '/platform/why': reply },
      { at: '/?object=trino' },
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(said);
  });
});
