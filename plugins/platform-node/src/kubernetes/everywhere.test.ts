import { EVERYWHERE } from './everywhere';
import { WANTED_KINDS, wantedKey } from './wantedKinds';

describe('kinds that are served everywhere', () => {
  it('are wanted, in the version that is wanted first, and are as fleeting as there', () => {
    const wanted = new Map(WANTED_KINDS.map(kind => [wantedKey(kind), kind]));
    expect(
      EVERYWHERE.map(kind => {
        const { versions, ephemeral } = wanted.get(wantedKey(kind)) ?? {};
        return [wantedKey(kind), versions?.[0], ephemeral ?? false];
      }),
    ).toEqual(
      EVERYWHERE.map(kind => [wantedKey(kind), kind.version, kind.ephemeral]),
    );
  });
});
