import { render, screen } from '@testing-library/react';
import { EvidenceList } from '.';

describe('EvidenceList', () => {
  it('does not call something never seen that merely cannot be read now', () => {
    render(
      <EvidenceList
        evidence={[
          {
            statement: 'cluster demo cannot be read at present',
            verdict: 'unknown',
            source: { kind: 'cluster', name: 'demo' },
          },
        ]}
      />,
    );
    expect(screen.getByText(/^cluster demo,/)).toHaveTextContent(
      'cluster demo, nothing observed',
    );
  });
});
