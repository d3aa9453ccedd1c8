import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** @throws NotAllowedError unless the scaffolder itself is speaking. */
export function mustBeScaffolder({ principal }: BackstageCredentials): void {
  const { type, subject } = (principal ?? {}) as {
    type?: string;
    subject?: string;
  };
  if (type === 'service' && subject === 'plugin:scaffolder') return;
  throw new NotAllowedError(
    'Only the steps of a template say what was made; run a template instead.',
  );
}
