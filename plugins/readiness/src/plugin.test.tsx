import { renderTestApp } from '@backstage/frontend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import readinessPlugin from '.';
import { isJudged, isRolledUp, scopeOf } from './isJudged';
import { readinessRouteRef } from './routes';
import { JUDGED_AT, rules, services } from './__testUtils__/report';
import { apisOf, Replies } from './__testUtils__/renderWithApi';
import { replies as pageReplies } from './__testUtils__/renderPages';

function entity(
  annotations: Record<string, string>,
  kind = 'Component',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'minio', annotations },
    spec: { type: 'service', owner: 'group:default/data' },
  };
}
const live = entity({ '254carbon.com/service-id': 'minio' });
const replies: Replies = {
  ...pageReplies,
  'GET /services/minio': {
    state: 'judged',
    judgedAt: JUDGED_AT,
    overdue: false,
    report: services[1],
    rules,
    caveats: [],
  },
};

function render(extension: string, of: Entity, answers: Replies) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity: of }),
      readinessPlugin.getExtension(extension as never),
    ],
    apis: apisOf({ replies: answers }).apis as never,
    mountedRoutes: {
      '/readiness': readinessRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
  });
}

describe('the readiness plugin', () => {
  it('shows a card on a service', async () => {
    render('entity-card:readiness/readiness', live, replies);
    expect(
      await screen.findByRole('img', { name: /Readiness of MinIO/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Show the evidence' }),
    ).toHaveAttribute('href', '/catalog/default/component/minio/readiness');
  });

  it('shows every verdict with its evidence on a tab', async () => {
    render('entity-content:readiness/readiness', live, replies);
    expect(
      await screen.findByRole('img', { name: /Readiness of MinIO/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(`${rules.length} of ${rules.length} verdicts shown`),
    ).toBeInTheDocument();
    const name = 'No container crashes again and again';
    await userEvent.click(screen.getByText(name));
    expect(
      screen.getByRole('link', {
        name: 'Deployment data-platform/trino-worker',
      }),
    ).toBeVisible();
  });

  it('shows the sum of its services on a system', async () => {
    render(
      'entity-content:readiness/roll-up',
      { ...entity({}, 'System'), metadata: { name: 'storage' } },
      replies,
    );
    expect(
      await screen.findByRole('img', { name: /Readiness of Storage/ }),
    ).toBeInTheDocument();
  });

  it('says when a group owns nothing that is judged', async () => {
    render('entity-content:readiness/roll-up', entity({}, 'Group'), replies);
    expect(
      await screen.findByText('It has no service that is judged'),
    ).toBeInTheDocument();
  });

  it('says that a planned service is not judged', async () => {
    const planned = entity({ '254carbon.com/profile': 'minio' }, 'Resource');
    render('entity-card:readiness/readiness', planned, {});
    expect(
      await screen.findByText('This service is not judged'),
    ).toBeInTheDocument();
  });

  it('is for services only', () => {
    expect(isJudged(live)).toBe(true);
    expect(isJudged(entity({}))).toBe(false);
    expect(isRolledUp(entity({}))).toBe(false);
    expect(isRolledUp(entity({}, 'Domain'))).toBe(true);
    expect(scopeOf(entity({}, 'Domain'))).toEqual({
      scope: 'domain',
      id: 'domain:default/minio',
    });
    expect(
      isJudged(entity({ '254carbon.com/service-id': 'x' }, 'System')),
    ).toBe(false);
  });
});
