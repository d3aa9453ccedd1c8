import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { partsOfSentence, Sentence } from '.';

describe('Sentence', () => {
  it('takes apart code, entities and words, and loses nothing', () => {
    expect(
      partsOfSentence('`harbor` is owned by group:default/data-engineering.'),
    ).toEqual([
      { kind: 'code', text: 'harbor' },
      { kind: 'words', text: ' is owned by ' },
      { kind: 'entity', text: 'group:default/data-engineering' },
      { kind: 'words', text: '.' },
    ]);
    expect(partsOfSentence('')).toEqual([]);
    expect(partsOfSentence('a ` alone, sub-component:x, http://a:80/b')).toEqual(
      [{ kind: 'words', text: 'a ` alone, sub-component:x, http://a:80/b' }],
    );
  });

  it('shows code as code, an instant as a time, and an entity as a link', async () => {
    renderInTestApp(
      <main>
        <Sentence>
          component:default/trino says `latest` since 2025-10-24T17:26:00Z.
        </Sentence>
      </main>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    expect(await screen.findByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/trino',
    );
    expect(screen.getByText('latest').tagName).toBe('CODE');
    expect(screen.getByRole('main')).toHaveTextContent(
      /since 2025-10-24 17:26 UTC\.$/,
    );
  });
});
