import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { services } from '../../__testUtils__/report';
import { renderWithApi } from '../../__testUtils__/renderWithApi';
import { VerdictList } from '.';

const [first, second] = services[1].verdicts;
const verdicts = [
  { key: 'pods', name: 'Every replica is ready', verdict: first },
  {
    key: 'jobs',
    name: 'Its jobs finish',
    verdict: {
      ...second,
      ruleId: 'jobs',
      outcome: 'not-applicable' as const,
      evidence: [],
      summary: 'It has no Job.',
    },
  },
];

function renderList(at: string) {
  renderWithApi(
    <main>
      <VerdictList verdicts={verdicts} placeholder="Rule" />
    </main>,
    { at },
  );
}

describe('VerdictList', () => {
  it('folds away what does not apply, below what does', async () => {
    renderList('/');
    expect(await screen.findByText('Every replica is ready')).toBeVisible();
    expect(screen.getByText('Its jobs finish')).not.toBeVisible();
    await userEvent.click(screen.getByText('1 rule is not applicable'));
    expect(screen.getByText('Its jobs finish')).toBeVisible();
  });

  it.each(['/?state=not-applicable', '/?q=jobs', '/?open=jobs'])(
    'shows it when the address asks for it: %s',
    async at => {
      renderList(at);
      const main = within(await screen.findByRole('main'));
      expect(await main.findByText('Its jobs finish')).toBeVisible();
    },
  );
});
