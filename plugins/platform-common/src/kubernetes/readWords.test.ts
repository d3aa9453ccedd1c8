import fc from 'fast-check';
import {
  KubernetesObject,
  readDescriptionWord,
  readOwnerWord,
  toOwnerName,
} from '.';

function object(
  annotations: Record<string, string>,
  labels: Record<string, string> = {},
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders', namespace: 'data', annotations, labels },
  };
}

describe('readOwnerWord', () => {
  it('takes annotations before labels, the well-known one first, owner before team', () => {
    const labels = { team: 'by-label', owner: 'owner-by-label' };
    const all = {
      'acme.com/owner': 'acme',
      'a8r.io/owner': 'known',
      owner: 'bare',
      'acme.com/team': 'team',
    };
    expect(readOwnerWord(object(all, labels))?.value).toBe('known');
    const { 'a8r.io/owner': _known, ...others } = all;
    expect(readOwnerWord(object(others, labels))).toEqual({
      name: 'owner',
      value: 'bare',
    });
    expect(readOwnerWord(object({ 'acme.com/team': 'x' }, labels))?.value).toBe(
      'x',
    );
    expect(readOwnerWord(object({}, labels))?.name).toBe('owner');
    expect(readOwnerWord(object({}, { 'acme.com/team': 'x' }))).toEqual({
      name: 'acme.com/team',
      value: 'x',
    });
  });

  it.each([
    ['app.kubernetes.io/managed-by', 'platform'],
    ['external-dns.alpha.kubernetes.io/owner', 'edge'],
    ['cluster.x-k8s.io/owner', 'capi'],
    ['elbv2.k8s.aws/owner', 'balancer'],
    ['olm.owner', 'operator.v1'],
    ['owner', 'Helm'],
    ['a8r.io/owner', ' '],
    ['a8r.io/owner', 'n/a'],
    ['a8r.io/owner', '???'],
    ['team', 'none'],
    ['acme.com/owner-id', 'a1'],
    ['acme.com/co-owner', 'x'],
  ])('does not take %s: %s for an owner', (name, value) => {
    expect(readOwnerWord(object({ [name]: value }))).toBeUndefined();
    expect(readOwnerWord(object({}, { [name]: value }))).toBeUndefined();
  });

  it('goes on to the next word when one names nobody', () => {
    const found = readOwnerWord(
      object({ 'a8r.io/owner': 'TBD', 'acme.com/owner': 'orders' }),
    );
    expect(found?.value).toBe('orders');
  });
});

describe('readDescriptionWord', () => {
  it('takes annotations only, ours first', () => {
    const all = {
      'acme.com/description': 'acme',
      'kubernetes.io/description': 'kubernetes',
      'a8r.io/description': 'a8r',
      '254carbon.com/description': 'ours',
    };
    const names = ['ours', 'a8r', 'kubernetes', 'acme'];
    const left: Record<string, string> = { ...all };
    for (const value of names) {
      const found = readDescriptionWord(object(left, { description: 'label' }));
      expect(found?.value).toBe(value);
      delete left[found!.name];
    }
    expect(
      readDescriptionWord(object({}, { description: 'label' })),
    ).toBeUndefined();
  });

  it('is none while it is still to be written', () => {
    expect(
      readDescriptionWord(object({ 'kubernetes.io/description': 'TODO' })),
    ).toBeUndefined();
  });
});

describe('toOwnerName', () => {
  it.each([
    ['orders', 'group:default/orders'],
    ['Data Engineering', 'group:default/data-engineering'],
    ['#team-orders', 'group:default/team-orders'],
    ['@acme/orders', 'group:default/orders'],
    ['@somebody', 'user:default/somebody'],
    ['some.body@example.com', 'user:default/some.body'],
    ['Some Body <some.body@example.com>', 'user:default/some.body'],
    ['group:default/orders', 'group:default/orders'],
    ['group:orders', 'group:default/orders'],
    ['user:finance/some.body', 'user:finance/some.body'],
  ])('%s is %s', (text, ref) => {
    expect(toOwnerName(text)).toBe(ref);
  });

  it('is a reference that a catalog takes, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const found = toOwnerName(text);
        if (found === undefined) return;
        expect(found).toMatch(
          /^(group|user):[\w.-]+\/[A-Za-z0-9_]([\w.-]*[A-Za-z0-9_])?$/i,
        );
      }),
    );
  });
});
