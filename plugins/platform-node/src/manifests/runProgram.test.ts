import { tmpdir } from 'node:os';
import { runProgram } from './runProgram';

const CALL = { cwd: tmpdir(), timeoutMs: 30_000, maxBytes: 1_000 };

const fail = (said: string) =>
  runProgram({
    ...CALL,
    program: process.execPath,
    args: [
      '-e',
      'process.stderr.write(process.argv[1]); process.exit(1);',
      said,
    ],
  });

describe('runProgram', () => {
  it('tells of a failure what is the same each time', async () => {
    await expect(
      fail(
        '# Warning: \'bases\' is deprecated.\nE1122 08:45:19.555730   23710 run.go:72] "command failed" err="no such file"',
      ),
    ).rejects.toMatchObject({
      kind: 'failed',
      message: 'node failed: "command failed" err="no such file".',
    });
  });

  it('says that a program is missing', async () => {
    await expect(
      runProgram({ ...CALL, program: 'no-such-program', args: [] }),
    ).rejects.toMatchObject({ kind: 'missing' });
  });
});
