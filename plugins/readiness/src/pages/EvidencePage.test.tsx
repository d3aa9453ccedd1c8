import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { evidence, evidenceView } from '../__testUtils__/people';
import { askedOf, renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('what people proved', () => {
  it('is listed with its proof, what ends soon first', async () => {
    const { container } = renderPages({ at: '/readiness/evidence' });
    const table = await screen.findByRole('table', {
      name: 'Proved by people',
    });
    const [, first] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('Ends soon');
    expect(first).toHaveTextContent('protocol on paper, folder 12');
    expect(
      within(table).getAllByRole('link', { name: /wiki\.254carbon\.com/ })[0],
    ).toHaveAttribute('href', 'https://wiki.254carbon.com/drills/12');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('is taken back by those who may', async () => {
    const path = `/evidence/${evidence[1].id}/withdraw`;
    const { fetch } = renderPages({
      at: '/readiness/evidence?phase=ending',
      replies: { [`POST ${path}`]: evidenceView({ phase: 'withdrawn' }) },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Take back: MinIO/ }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Take back',
      }),
    );
    expect(
      await screen.findByText('The proof for MinIO is taken back.'),
    ).toBeInTheDocument();
    expect(askedOf(fetch, 'POST', path)).toHaveLength(1);
  });

  it('says when nobody has proved anything', async () => {
    renderPages({
      at: '/readiness/evidence',
      replies: {
        'GET /evidence': { evidence: [], warningDays: 7, rules: [] },
      },
    });
    expect(
      await screen.findByText('Nobody has recorded a proof yet'),
    ).toBeInTheDocument();
  });
});
