import fc from 'fast-check';
import {
  declaredAnnotations,
  readStanding,
  STANDING_ANNOTATIONS,
  writeStanding,
} from './standing';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const UNTIL = '2026-11-21T14:00:00.000Z';

describe('what an entity carries', () => {
  it('is read as it was written, whatever the reason says', () => {
    const reasons = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom(
        'moves; owner=somebody; until=later',
        'waits; from=2020; until=2021',
        '; until=',
      ),
    );
    fc.assert(
      fc.property(reasons, fc.boolean(), (text, isWork) => {
        const reason = text.replace(/\s+/g, ' ');
        const declaration = {
          reason,
          owner: 'group:default/data-engineering',
          ...(isWork ? { from: '2026-11-21T11:00:00.000Z' } : {}),
          until: UNTIL,
        };
        const key = isWork
          ? STANDING_ANNOTATIONS.maintenance
          : STANDING_ANNOTATIONS.expectedDown;
        const found = readStanding({ [key]: writeStanding(declaration) }, NOW);
        expect(isWork ? found.maintenance : found.expectedDown).toEqual(
          declaration,
        );
      }),
    );
  });

  it('ends by itself, and a text of another form counts as none', () => {
    const key = STANDING_ANNOTATIONS.expectedDown;
    const text = `moves; owner=group:default/x; until=${UNTIL}`;
    expect(readStanding({ [key]: text }, NOW).expectedDown?.reason).toBe(
      'moves',
    );
    expect(readStanding({ [key]: text }, Date.parse(UNTIL))).toEqual({});
    expect(readStanding({ [key]: 'for ever' }, NOW)).toEqual({});
    expect(readStanding(undefined, NOW)).toEqual({});
  });

  it('says since when and why it cannot be read, and that its cluster is gone', () => {
    expect(
      readStanding(
        {
          [STANDING_ANNOTATIONS.staleSince]: '2026-11-21T11:00:00.000Z',
          [STANDING_ANNOTATIONS.staleReason]: 'No answer.',
          [STANDING_ANNOTATIONS.orphaned]: 'Cluster a is gone.',
        },
        NOW,
      ),
    ).toEqual({
      stale: { since: '2026-11-21T11:00:00.000Z', reason: 'No answer.' },
      orphaned: 'Cluster a is gone.',
    });
  });

  it('has no annotation for what nobody declares', () => {
    expect(declaredAnnotations({})).toEqual({});
  });
});
