import { readSyncOutcome } from './readSyncOutcome';

describe('readSyncOutcome', () => {
  it('finds the result after the log lines', () => {
    const stream =
      'event: log\ndata: "step"\n\nevent: finish\ndata: {"updated":true}\n\n';
    expect(readSyncOutcome(stream)).toEqual({ ok: true, updated: true });
    expect(
      readSyncOutcome('event: finish\ndata: {"updated":false}\n\n'),
    ).toEqual({ ok: true, updated: false });
  });
  it('passes an error on', () => {
    expect(
      readSyncOutcome('event: error\ndata: "Failed to build"\n\n'),
    ).toEqual({ ok: false, reason: 'Failed to build' });
  });
  it.each(['', 'event: log\ndata: "x"\n\n', 'event: finish\ndata: {"upd'])(
    'takes %j for a failure',
    stream => {
      expect(readSyncOutcome(stream)).toEqual({
        ok: false,
        reason: 'the build ended without a result',
      });
    },
  );
});
