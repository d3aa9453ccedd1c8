import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStartFailure } from './describeStartFailure';
import { findBrokenConfig } from './findBrokenConfig';

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

  it('leaves out what only follows from another failure, and causes of causes', () => {
    const error = new Error(
      `Backend startup failed due to the following errors:
  Plugin 'permission' startup failed; caused by Error: No policy module installed! Please install one.
  Module 'platform' for plugin 'permission' startup failed; caused by InputError: permission.roles.boss is not a role; use one of a, b; caused by [`,
    );
    expect(describeStartFailure(error)).toBe(
      'The portal cannot start: permission.roles.boss is not a role; use one of a, b.',
    );
  });

  it('tells why a service that all need did not start, once', () => {
    const error = new Error(
      ['app', 'auth']
        .map(
          id =>
            `Plugin '${id}' startup failed; caused by Error: Failed to instantiate service 'core.auth' for '${id}' because the factory function threw an error, Error: Failed to instantiate service 'core.database' for '${id}' because the factory function threw an error, TypeError: connect ECONNREFUSED 127.0.0.1:1`,
        )
        .join('\n'),
    );
    expect(describeStartFailure(error)).toBe(
      'The portal cannot start: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it('names the file that is no YAML', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const [good, bad] = ['good.yaml', 'bad.yaml'].map(name =>
      join(folder, name),
    );
    writeFileSync(good, 'a: 1\n');
    writeFileSync(bad, 'a:\n\tb: 1\n');
    const error = new Error('Tabs are not allowed at line 2, column 1:\n\n^');
    error.name = 'YAMLParseError';
    const args = ['--config', good, '--config', bad];
    expect(describeStartFailure(error, () => findBrokenConfig(args))).toBe(
      `The portal cannot start: ${bad} is no YAML; correct it: Tabs are not allowed at line 2, column 1:`,
    );
    rmSync(folder, { recursive: true });
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
