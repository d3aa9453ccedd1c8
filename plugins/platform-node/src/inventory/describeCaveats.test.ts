import { describeCaveats } from './describeCaveats';

function describeAll(
  shelves: readonly { failure?: string; caveat?: string }[],
): string[] {
  return describeCaveats({
    name: 'demo',
    ready: true,
    silence: undefined,
    discovery: undefined,
    shelves: shelves.map(({ failure, caveat }) => ({ failure, caveat })),
  });
}

describe('describeCaveats', () => {
  it('has nothing to say where everything is read', () => {
    expect(describeAll([{}, {}])).toEqual([]);
  });

  it('tells two kinds of which something is held back in full', () => {
    expect(
      describeAll([{ caveat: '0 of 9 pods.' }, {}, { caveat: '1 of 4 jobs.' }]),
    ).toEqual(['0 of 9 pods.', '1 of 4 jobs.']);
  });

  it('is few, however many kinds a cluster lists as empty', () => {
    const shelves = Array.from({ length: 40 }, (_, kind) => ({
      caveat: `Cluster demo lists 0 of 9 known kind${kind}.`,
    }));
    expect(describeAll(shelves)).toEqual([
      'Cluster demo lists 0 of 9 known kind0.',
      'Cluster demo lists less than is known of 39 more kinds; the page Clusters names each.',
    ]);
  });

  it('is few, however many kinds fail', () => {
    const shelves = Array.from({ length: 40 }, (_, kind) => ({
      failure: `kind${kind} cannot be listed.`,
    }));
    expect(describeAll(shelves)).toEqual([
      'kind0 cannot be listed.',
      'Cluster demo fails for 39 more kinds; the page Clusters names each.',
    ]);
  });
});
