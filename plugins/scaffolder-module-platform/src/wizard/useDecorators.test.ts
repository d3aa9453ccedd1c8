import { createApiRef } from '@backstage/core-plugin-api';
import { Decorators, runDecorators } from './useDecorators';

const tokenRef = createApiRef<{ token: string }>({ id: 'test.token' });

function decorators(
  wanted: Array<{ id: string; input?: object }>,
  known: unknown[],
): Decorators {
  const manifest = { title: 'x', steps: [], formDecorators: wanted };
  return {
    list: async () => known as { id: string }[],
    scaffolder: {
      getTemplateParameterSchema: async () => manifest as never,
    },
    holder: {
      get: ref =>
        (ref.id === 'test.token' ? { token: 't' } : undefined) as never,
    },
  };
}
const FORM = { template: 'template:default/x', values: { a: 1 }, secrets: {} };

describe('runDecorators', () => {
  it('runs what the template names, one after the other, with what it needs', async () => {
    const add = {
      id: 'add',
      deps: { token: tokenRef },
      decorator: async (
        context: {
          input: { key: string };
          setFormState: (change: (state: object) => object) => void;
          setSecrets: (change: (state: object) => object) => void;
        },
        deps: { token: { token: string } },
      ) => {
        context.setFormState(state => ({ ...state, [context.input.key]: 2 }));
        context.setSecrets(state => ({ ...state, token: deps.token.token }));
      },
    };
    const wanted = [
      { id: 'add', input: { key: 'b' } },
      { id: 'add', input: { key: 'c' } },
    ];
    expect(await runDecorators(decorators(wanted, [add]), FORM)).toEqual({
      values: { a: 1, b: 2, c: 2 },
      secrets: { token: 't' },
    });
  });
  it('passes over none: one that is not there is an error', async () => {
    await expect(
      runDecorators(decorators([{ id: 'gone' }], [{ id: 'gone' }]), FORM),
    ).rejects.toThrow(/form decorator gone/);
  });
  it('leaves a form without any as it is', async () => {
    expect(await runDecorators(decorators([], []), FORM)).toEqual({
      values: { a: 1 },
      secrets: {},
    });
  });
});
