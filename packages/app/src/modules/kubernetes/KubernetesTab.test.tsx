import { usePermission } from '@backstage/plugin-permission-react';
import { render, screen } from '@testing-library/react';
import { KubernetesTab } from './KubernetesTab';

jest.mock('@backstage/plugin-permission-react', () => ({
  usePermission: jest.fn(),
}));

const listClusters = jest.fn();
jest.mock('@254carbon/backstage-plugin-platform-react', () => ({
  ...jest.requireActual('@254carbon/backstage-plugin-platform-react'),
  useContractClient: () => ({ listClusters }),
}));

beforeEach(() => listClusters.mockResolvedValue({ clusters: [] }));

function renderTab(answer: (name: string) => boolean | undefined) {
  jest.mocked(usePermission).mockImplementation(({ permission }) => {
    const allowed = answer(permission.name);
    return allowed === undefined
      ? { loading: true, allowed: false }
      : { loading: false, allowed };
  });
  render(
    <KubernetesTab>
      <p>its pods</p>
    </KubernetesTab>,
  );
}

describe('KubernetesTab', () => {
  it('shows what the plugin shows to those who may see it', () => {
    renderTab(() => true);
    expect(screen.getByText('its pods')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why what it shows may not come, and where the last known is', async () => {
    listClusters.mockResolvedValue({
      clusters: [
        {
          name: 'well',
          phase: 'partly-failing',
          kinds: [{ resource: 'v1/events', ok: false, count: 0, reason: 'x' }],
        },
        {
          name: 'blind',
          phase: 'partly-failing',
          kinds: [
            {
              resource: 'v1/pods',
              ok: false,
              count: 0,
              reason: 'Cluster blind forbids to list pods.',
            },
          ],
        },
        {
          name: 'demo',
          phase: 'failing',
          kinds: [
            {
              resource: 'api-server',
              ok: false,
              count: 0,
              reason: 'Cluster demo did not answer within 5 s.',
            },
          ],
        },
      ],
    });
    renderTab(() => true);
    const notices = await screen.findAllByText(/asked for anew/);
    expect(notices).toHaveLength(2);
    expect(notices[0]).toHaveTextContent(/forbids to list pods/);
    expect(notices[1]).toHaveTextContent(
      /Cluster demo did not answer.*last known is on the tab "Platform"/,
    );
    expect(screen.getByText('its pods')).toBeVisible();
  });

  it.each(['kubernetes.clusters.read', 'kubernetes.resources.read'])(
    'names %s when it is missing, and where else to look',
    missing => {
      renderTab(name => name !== missing);
      expect(screen.getByRole('alert')).toHaveTextContent(missing);
      expect(screen.getByText(/on its tab/)).toBeVisible();
      expect(screen.queryByText('its pods')).toBeNull();
    },
  );

  it('says nothing about rights as long as they are not known', () => {
    renderTab(name =>
      name === 'kubernetes.clusters.read' ? undefined : false,
    );
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText('its pods')).toBeNull();
    expect(screen.getByRole('status')).toBeVisible();
  });
});
