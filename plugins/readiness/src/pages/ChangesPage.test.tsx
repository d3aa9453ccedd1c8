import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { change, noChange } from '../__testUtils__/history';
import { askedOf, renderPages } from '../__testUtils__/renderPages';

expect.extend(toHaveNoViolations);

describe('what changed', () => {
  it('is told in parts that add up', async () => {
    const { container } = renderPages({ at: '/readiness/changes' });
    const table = await screen.findByRole('table', {
      name: 'Parts of the change',
    });
    expect(within(table).getByText('-4.0')).toBeVisible();
    expect(within(table).getByText('+1.0')).toBeVisible();
    expect(screen.getByText(/2 parts that add up exactly/)).toHaveTextContent(
      /low end -3 \(88 to 85\), high end -3 \(91 to 88\).*percent -3\.0/,
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('is asked for any two moments and anything that has a score', async () => {
    const { fetch } = renderPages({
      at: '/readiness/changes?scope=service&id=trino&from=2025-10-20T00:00:00.000Z',
    });
    expect(
      await screen.findByRole('region', { name: 'Readiness of Trino' }),
    ).toBeInTheDocument();
    const [asked] = askedOf(fetch, 'GET', '/changes');
    expect(asked.query.get('scope')).toBe('service');
    expect(asked.query.get('id')).toBe('trino');
    expect(asked.query.get('from')).toBe('2025-10-20T00:00:00.000Z');
    fireEvent.change(screen.getByLabelText(/To \(UTC\)/), {
      target: { value: '2025-10-22T10:00' },
    });
    await waitFor(() =>
      expect(askedOf(fetch, 'GET', '/changes').at(-1)?.query.get('to')).toBe(
        '2025-10-22T10:00:00.000Z',
      ),
    );
  });

  it('says when nothing is remembered from then, and when nobody judged', async () => {
    renderPages({
      at: '/readiness/changes?from=2025-10-01T00:00:00.000Z',
      replies: {
        'GET /changes': {
          ...change,
          gaps: [
            {
              from: '2025-10-23T23:00:00.000Z',
              to: '2025-10-24T06:00:00.000Z',
            },
          ],
        },
      },
    });
    expect(
      await screen.findByText(/Nothing is remembered from 2025-10-01/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Nobody judged from 2025-10-23 23:00:00 UTC/),
    ).toBeInTheDocument();
  });

  it('says that nothing moved it, and that nothing has this name', async () => {
    const first = renderPages({
      at: '/readiness/changes',
      replies: { 'GET /changes': noChange },
    });
    expect(await screen.findByText('Nothing moved it')).toBeInTheDocument();
    first.unmount();
    renderPages({
      at: '/readiness/changes?scope=service&id=gone',
      replies: { 'GET /changes': 404 },
    });
    expect(
      await screen.findByText('Nothing has this name'),
    ).toBeInTheDocument();
  });
});
