import { screen } from '@testing-library/react';
import { renderWithApi } from '../__testUtils__/renderWithApi';
import { EvaluateButton } from './EvaluateButton';

describe('EvaluateButton', () => {
  it('is not shown to those who may not judge', async () => {
    renderWithApi(
      <>
        <p>the page</p>
        <EvaluateButton onJudged={() => undefined} />
      </>,
      { mayEvaluate: false },
    );
    expect(await screen.findByText('the page')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
