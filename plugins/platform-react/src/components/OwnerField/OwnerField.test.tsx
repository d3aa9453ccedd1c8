import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';
import { OwnerField } from '.';

expect.extend(toHaveNoViolations);

describe('OwnerField', () => {
  it('keeps who is given already as a choice, whatever the catalog says', async () => {
    const { container } = renderInTestApp(
      <main>
        <OwnerField value="group:default/gone" onChange={() => {}} />
      </main>,
      { apis: [catalogApiMock({ entities: [] })] },
    );
    expect(
      await screen.findByRole('button', {
        name: /group:default\/gone.*Who answers for it|Who answers for it.*group:default\/gone/,
      }),
    ).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });
});
