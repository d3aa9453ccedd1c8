import { goodContainer } from '../testing/container';
import { NOW, seen } from '../testing/observeNow';
import { noLiteralCredentials } from './noLiteralCredentials';

const judge = (literalCredentials: { name: string; because: string }[]) =>
  noLiteralCredentials.judge(
    {
      containers: seen({
        containers: [{ ...goodContainer, literalCredentials }],
        unseen: [],
      }),
    } as never,
    NOW,
  );

describe('no-literal-credentials', () => {
  it('passes without any', () => {
    expect(judge([]).outcome).toBe('pass');
  });
  it('names the variable and the reason', () => {
    const verdict = judge([
      { name: 'MINIO_ROOT_PASSWORD', because: 'its name says so' },
    ]);
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toBe(
      'trino: literal value in MINIO_ROOT_PASSWORD (its name says so).',
    );
  });
});
