import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityPresentationApi,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { nameOfRef, useEntityTitles } from './useEntityTitles';

const DATA = 'group:default/data-engineering';

function Called(props: { refs: readonly string[] }) {
  const titleOf = useEntityTitles(props.refs);
  return <main>{props.refs.map(titleOf).join(', ')}</main>;
}

function titled(title: Promise<string>): EntityPresentationApi {
  return {
    forEntity: ref => ({
      snapshot: { entityRef: String(ref), primaryTitle: 'snapshot' },
      promise: title.then(primaryTitle => ({
        entityRef: String(ref),
        primaryTitle,
      })),
    }),
  };
}

describe('useEntityTitles', () => {
  it('calls an entity by its title once the catalog has answered', async () => {
    const api = titled(Promise.resolve('Data engineering'));
    renderInTestApp(<Called refs={[DATA]} />, {
      apis: [[entityPresentationApiRef, api]],
    });
    expect(await screen.findByText('Data engineering')).toBeVisible();
  });

  it('calls it by its name when the catalog does not answer', async () => {
    const api = titled(Promise.reject(new Error('gone')));
    renderInTestApp(<Called refs={[DATA, 'no ref/at/all']} />, {
      apis: [[entityPresentationApiRef, api]],
    });
    expect(
      await screen.findByText('data-engineering, no ref/at/all'),
    ).toBeVisible();
  });
});

describe('nameOfRef', () => {
  it('is the text itself where that is no ref', () => {
    expect(nameOfRef(DATA)).toBe('data-engineering');
    expect(nameOfRef('no ref at all/x/y')).toBe('no ref at all/x/y');
  });
});
