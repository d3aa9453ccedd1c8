import { describeStartFailure } from './describeStartFailure';

describe('describeStartFailure', () => {
  it('tells the sentence of each part that failed, once', () => {
    const error = new Error(
      `Backend startup failed due to the following errors:
  Plugin 'readiness' startup failed; caused by InputError: There is no rule "nope"; use one of: a, b.
  Module 'roles' for plugin 'auth' startup failed; caused by Error: Set x: to y.
  Plugin 'platform' startup failed; caused by Error: Set x: to y.`,
    );
    expect(describeStartFailure(error).split('\n')).toEqual([
      'The portal cannot start: There is no rule "nope"; use one of: a, b.',
      'The portal cannot start: Set x: to y.',
    ]);
  });

  it('tells the first line of any other failure', () => {
    const error = new Error('Failed to parse a.yaml at line 2\n   ^^^');
    expect(describeStartFailure(error)).toBe(
      'The portal cannot start: Failed to parse a.yaml at line 2',
    );
    expect(describeStartFailure('nothing')).toBe(
      'The portal cannot start: nothing',
    );
  });
});
