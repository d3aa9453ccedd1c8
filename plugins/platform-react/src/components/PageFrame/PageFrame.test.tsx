import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { PageFrame } from '.';

describe('PageFrame', () => {
  it('titles the tab of the browser by the page, then the portal', async () => {
    renderInTestApp(<PageFrame title="Incidents">nothing</PageFrame>, {
      config: { app: { title: 'The portal' } },
    });
    expect(
      await screen.findByRole('heading', { name: 'Incidents', level: 1 }),
    ).toBeVisible();
    expect(document.title).toBe('Incidents | The portal');
  });

  it('says which of the sister pages is shown', async () => {
    renderInTestApp(
      <PageFrame
        title="Readers"
        links={[
          { to: '/readers', title: 'Clusters', current: true },
          { to: '/readers/drift', title: 'Drift', current: false },
        ]}
      >
        nothing
      </PageFrame>,
    );
    expect(
      await screen.findByRole('link', { current: 'page' }),
    ).toHaveTextContent('Clusters');
  });
});
