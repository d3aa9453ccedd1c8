import { Health } from '@254carbon/backstage-plugin-platform-common';
import { screen } from '@testing-library/react';
import { listOf, serviceOf } from '../../__fixtures__/services';
import { renderPage } from '../../__testUtils__/renderPage';
import { PlatformMap } from '.';

const WELL: Health = {
  state: 'healthy',
  stale: false,
  summary: 'all pods ready',
  evidence: [],
};
const DOWN: Health = { ...WELL, state: 'down' };

describe('PlatformMap', () => {
  it.each<[string, Health[]]>([
    ['2 services, all healthy', [WELL, WELL]],
    ['2 services, 1 not healthy', [WELL, DOWN]],
    [
      '2 services, all healthy when last seen',
      [WELL, { ...WELL, stale: true }],
    ],
    ['1 service, 1 not healthy when last seen', [{ ...DOWN, stale: true }]],
  ])('says "%s" of a layer', async (said, healths) => {
    const services = healths.map((health, index) =>
      serviceOf(`s-${index}`, { system: 'edge', health }),
    );
    renderPage(<PlatformMap services={listOf(services).services} />, {});
    expect(await screen.findByText(said)).toBeVisible();
  });
});
