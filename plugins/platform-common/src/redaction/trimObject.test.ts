import { findRedactions } from './findRedactions';
import { trimObject } from './trimObject';

const SECRET = { kind: 'Secret', apiVersion: 'v1' };
const MAP = { kind: 'ConfigMap', apiVersion: 'v1' };

describe('trimObject', () => {
  it('takes no gap in a Secret for a value, and every value for one', () => {
    const trimmed = trimObject(
      {
        metadata: { name: 's' },
        data: {
          filled: btoa('${DB_PASSWORD}'),
          later: '${DB_PASSWORD_B64}',
          empty: '',
          real: btoa('CANARY-1'),
          half: btoa('${DB_PASSWORD}CANARY-2'),
        },
        stringData: { a: '${A}', b: 'CANARY-3', c: '<set-me>' },
      },
      SECRET,
    );
    expect(JSON.stringify(trimmed)).not.toMatch(/CANARY|Q0FOQVJZ/);
    expect(findRedactions(trimmed).map(({ path }) => path)).toEqual([
      'data.real',
      'data.half',
      'data.b',
    ]);
  });

  it('keeps the names of the keys of a Secret, and no value in whatever field', () => {
    const metadata = { name: 's', namespace: 'data' };
    const canary = 'Q0FOQVJZ';
    for (const field of ['data', 'stringData']) {
      const trimmed = trimObject(
        { metadata, [field]: { user: canary }, type: 'Opaque' },
        SECRET,
      );
      expect(JSON.stringify(trimmed)).not.toContain(canary);
      expect(Object.keys(trimmed.data ?? {})).toEqual(['user']);
      expect(trimmed.type).toBe('Opaque');
    }
  });

  it('is not made of anything that an object says of itself', () => {
    const raw: unknown = JSON.parse(
      '{"metadata":{"name":"m","__proto__":{"uid":"u"}},"__proto__":{"spec":{"password":"CANARY"}}}',
    );
    const trimmed = trimObject(raw, MAP);
    expect(trimmed.spec).toBeUndefined();
    expect(trimmed.metadata.uid).toBeUndefined();
    expect(Object.getPrototypeOf(trimmed)).toBe(Object.prototype);
  });

  it('drops bookkeeping and binary data, and fills in the kind', () => {
    expect(
      trimObject(
        {
          metadata: { name: 'm', managedFields: [], selfLink: '/x', uid: 'u' },
          binaryData: { a: 'AAAA' },
          data: { note: 'text' },
        },
        MAP,
      ),
    ).toEqual({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'm', uid: 'u' },
      data: { note: 'text' },
      binaryData: { a: '' },
    });
  });

  it('finds credentials by the key above them, and behind their flag', () => {
    const trimmed = trimObject(
      {
        metadata: { name: 'o' },
        config: { client_secret: 'CANARY', limit: 5 },
        spec: {
          helm: { valuesObject: { auth: { rootPassword: 'CANARY', pin: 1 } } },
          automountServiceAccountToken: false,
          tokenSecret: { name: 'kept' },
          containers: [
            {
              args: ['--admin-password', 'CANARY', '--token', '$(TOKEN)', '-v'],
              command: ['sh', '-c', 'login --password CANARY'],
            },
          ],
        },
        data: { nested: { password: 'CANARY' } },
      },
      { kind: 'KongPlugin', apiVersion: 'configuration.konghq.com/v1' },
    );
    expect(JSON.stringify(trimmed)).not.toContain('CANARY');
    expect(trimmed).toMatchObject({
      config: { limit: 5 },
      spec: {
        helm: { valuesObject: { auth: { pin: 1 } } },
        automountServiceAccountToken: false,
        tokenSecret: { name: 'kept' },
        containers: [
          {
            args: [
              '--admin-password',
              'redacted(spec.containers[0].args[1], password)',
              '--token',
              '$(TOKEN)',
              '-v',
            ],
          },
        ],
      },
    });
  });

  it('takes out the character that databases refuse', () => {
    const status = { message: 'core\0dumped' };
    const trimmed = trimObject({ metadata: { name: 'o' }, status }, MAP);
    expect(trimmed.status).toEqual({ message: 'coredumped' });
  });

  it('keeps labels and owners in the shape that the API promises', () => {
    const owner = { kind: 'ReplicaSet', name: 'a', uid: 'u' };
    const trimmed = trimObject(
      {
        metadata: {
          name: 'o',
          labels: { app: 'a', broken: null },
          ownerReferences: [null, 'x', owner],
        },
      },
      MAP,
    );
    expect(trimmed.metadata).toEqual({
      name: 'o',
      labels: { app: 'a' },
      ownerReferences: [owner],
    });
    const broken = { name: 'o', labels: 7, ownerReferences: { a: 1 } };
    expect(trimObject({ metadata: broken }, MAP).metadata).toEqual({
      name: 'o',
    });
  });

  it('leaves references to Secrets readable', () => {
    const env = [
      {
        name: 'DB_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'db', key: 'password' } },
      },
    ];
    const trimmed = trimObject({ metadata: { name: 'd' }, spec: { env } }, MAP);
    expect(trimmed.spec).toEqual({ env });
  });

  it('leaves empty values and references to variables, for they hold no secret', () => {
    const env = [
      { name: 'DB_PASSWORD', value: '' },
      { name: 'API_TOKEN', value: '$(DB_PASSWORD)' },
    ];
    const trimmed = trimObject({ metadata: { name: 'd' }, spec: { env } }, MAP);
    expect(trimmed.spec).toEqual({ env });
    const hidden = trimObject(
      {
        metadata: { name: 'd' },
        spec: { env: [{ name: 'API_TOKEN', value: 'x$(A)' }] },
      },
      MAP,
    );
    expect(JSON.stringify(hidden)).not.toContain('x$(A)');
  });

  it('leaves names of Secrets and of their keys readable', () => {
    const spec = {
      existingSecret: 'grafana-admin',
      imagePullSecret: 'registry/pull',
      data: [{ secretKey: 'api-key', remoteRef: { key: 'prod/app' } }],
      passwordSecret: { secretName: 'connect', password: 'password.txt' },
      cipher: { password: 'ENC[AES256_GCM,data:4B==,iv:9Q=,tag:x=,type:str]' },
      switches: {
        requireToken: 'true',
        allowEmptyPassword: '1',
        password: '${DB_PASSWORD}',
      },
    };
    const annotations = {
      'nginx.ingress.kubernetes.io/auth-secret': 'basic-auth',
      'checksum/secret': 'e3b0c44298fc1c149afbf4c8996fb924',
      'vault.hashicorp.com/agent-inject-secret-password': 'secret/data/db',
    };
    const trimmed = trimObject(
      { metadata: { name: 'd', annotations }, spec },
      MAP,
    );
    expect(trimmed.spec).toEqual(spec);
    expect(trimmed.metadata.annotations).toEqual(annotations);
  });

  it('does not take a credential for a name', () => {
    const spec = {
      clientSecret: 'CANARY',
      secretKey: 'CANARY',
      existingSecret: 'CANARY with spaces',
      login: { secret: 'canary', password: 'CANARY' },
      beside: { secretName: 'a', password: 'CANARY CANARY' },
    };
    const text = JSON.stringify(
      trimObject({ metadata: { name: 'd' }, spec }, MAP),
    );
    expect(text).not.toMatch(/canary/i);
  });

  it('leaves what arrived as it is, and shares with it what nothing had to go from', () => {
    const raw = {
      metadata: { name: 'd', labels: { app: 'a' } },
      spec: {
        kept: { list: ['a', { b: 1 }] },
        env: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'DB_PASSWORD', value: 'CANARY' },
        ],
      },
    };
    const before = structuredClone(raw);
    const { spec, metadata } = trimObject(raw, MAP);
    expect(raw).toEqual(before);
    expect(spec).toEqual({
      kept: before.spec.kept,
      env: [
        before.spec.env[0],
        {
          name: 'DB_PASSWORD',
          value: 'redacted(spec.env[1].value, password)',
        },
      ],
    });
    expect(spec?.kept).toBe(raw.spec.kept);
    expect(metadata.labels).toBe(raw.metadata.labels);
  });

  it('leaves the same of what it may use up as of what it may not', () => {
    const raw = {
      metadata: {
        name: 'd',
        annotations: { a: 'x', token: 'CANARY' },
        selfLink: '/x',
      },
      password: 'CANARY',
      data: { password: 'CANARY' },
      spec: {
        // A text that goes is the name of the one beside it, and the flag of the one behind it.
        env: [{ name: 'glpat-CANARYCANARYCANARY_PASSWORD', value: 'CANARY' }],
        args: ['--glpat-CANARYCANARYCANARY-password', 'CANARY', { a: 1 }],
        login: { password: 'CANARY', inner: { token: 'CANARY', b: 1 }, c: 2 },
        nested: [[{ token: 'CANARY' }], ['Bearer CANARYCANARY']],
      },
    };
    const kept = trimObject(structuredClone(raw), MAP);
    const used = trimObject(structuredClone(raw), MAP, true);
    expect(JSON.stringify(kept)).toBe(JSON.stringify(used));
    expect(JSON.stringify(used)).not.toContain('CANARY');
  });

  it('takes a property that is named like a prototype for what it is', () => {
    const raw = JSON.parse(
      '{"metadata":{"name":"o"},"spec":{"__proto__":{"password":"CANARY","a":1}}}',
    );
    const text = JSON.stringify(trimObject(raw, MAP));
    expect(text).not.toContain('CANARY');
    expect(JSON.parse(text).spec).toEqual(
      JSON.parse(
        '{"__proto__":{"password":"redacted(spec.__proto__.password, password)","a":1}}',
      ),
    );
  });

  it('refuses what is no Kubernetes object', () => {
    expect(() => trimObject({ metadata: {} }, MAP)).toThrow(/has no name/);
  });
});
