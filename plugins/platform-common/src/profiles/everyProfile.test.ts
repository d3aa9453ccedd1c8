/**
 * Every profile, seen from where people stand: its service with ready pods, and everything that can come
 * of asking it. What nobody heard is never health, what somebody else said is never about the service, and
 * nonsense is never a failure.
 */
import { deployment, NOW, seen, service } from '../__fixtures__/objects';
import { indexObjects, KubernetesObject } from '../kubernetes';
import { failed, Health, KindState, observed, Observation } from '../model';
import { groupServices, judgeHealth, planProbes } from '../services';
import { ProbeAnswer, PROFILES, Profile } from '.';

const SOURCE = { kind: 'probe' as const, name: 'demo', detail: 'GET x' };

function portOf({ probe }: Profile): number {
  return 'port' in probe ? probe.port ?? 80 : 80;
}

/** One service of this software: a workload with ready pods and a Service that leads to it. */
function platformOf(profile: Profile, replicas = 2, services = ['one']) {
  const known = { ...profile, recognise: [{ name: /^one$/ }], dependsOn: [] };
  const objects: KubernetesObject[] = [
    ...deployment('one', { replicas }),
    ...services.map(name => service(name, 'one', { api: portOf(profile) })),
  ];
  const index = indexObjects(objects.map(object => seen(object)));
  const groups = groupServices({ objects: index, profiles: [known] });
  return { index, groups };
}

function judge(
  profile: Profile,
  probe?: Observation<ProbeAnswer>,
  kinds: KindState[] = [],
): Health {
  const { index, groups } = platformOf(profile);
  expect(groups).toHaveLength(1);
  const [group] = groups;
  return judgeHealth({
    group,
    index,
    now: NOW,
    kinds,
    ...(probe ? { probe } : {}),
  });
}

function heard(value: ProbeAnswer): Observation<ProbeAnswer> {
  return observed({ value, now: NOW, source: SOURCE });
}

const page = (body: string, status = 200, headers = {}) =>
  heard({
    protocol: 'http',
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body,
    durationMs: 5,
  });

const words = (profile: Profile, text: string, type = 'application/json') =>
  profile.probe.protocol === 'tcp'
    ? heard({ protocol: 'tcp', text, durationMs: 5 })
    : heard({
        protocol: 'http',
        status: 200,
        headers: { 'content-type': type },
        body: text,
        durationMs: 5,
      });

const silence = (reason: string, failure: 'no-answer' | 'not-asked') =>
  failed<ProbeAnswer>({ reason, now: NOW, source: SOURCE, failure });

const named = (wanted: (profile: Profile) => boolean) =>
  PROFILES.filter(wanted).map(profile => [profile.id, profile] as const);

const asked = named(
  ({ probe }) =>
    ('judge' in probe && 'path' in probe) || probe.protocol === 'tcp',
);
const overHttp = named(({ probe }) => probe.protocol === 'http');

describe('a service that is asked', () => {
  it.each(asked)('%s: is unknown until it was', (_, profile) => {
    expect(judge(profile).state).toBe('unknown');
  });

  it.each(asked)(
    '%s: unreachable or slow is degraded, with the reason',
    (_, profile) => {
      for (const reason of [
        'connection to one.data:80 refused',
        'no answer from one.data:80 within 3000 ms',
      ]) {
        const health = judge(profile, silence(reason, 'no-answer'));
        expect(health.state).toBe('degraded');
        expect(health.summary).toContain(reason);
      }
    },
  );

  it.each(asked)(
    '%s: without a route it is unknown, with the reason',
    (_, profile) => {
      const health = judge(
        profile,
        silence('no route to one.data', 'not-asked'),
      );
      expect(health.state).toBe('unknown');
      expect(health.summary).toContain('no route');
    },
  );

  it.each(asked)(
    '%s: nonsense is neither health nor failure',
    (id, profile) => {
      const texts = [
        '{"hello":"world"}',
        '{"status":',
        '\u0000\u0001\u0002',
        '<!doctype html><html><body>Welcome to nginx!</body></html>',
        'x'.repeat(4_096),
        `{"status":"${'x'.repeat(4_080)}`,
      ];
      for (const text of texts) {
        const { state } = judge(profile, words(profile, text));
        expect([
          id,
          text.slice(0, 20),
          ['healthy', 'unknown'].includes(state),
        ]).toEqual([id, text.slice(0, 20), true]);
      }
    },
  );

  it.each(asked)(
    '%s: is asked once, whatever the number of replicas and Services',
    (_, profile) => {
      for (const replicas of [1, 5]) {
        const { groups } = platformOf(profile, replicas, [
          'one',
          'two',
          'three',
        ]);
        expect(planProbes(groups).length).toBeLessThanOrEqual(1);
        expect(planProbes(platformOf(profile, replicas).groups)).toHaveLength(
          1,
        );
      }
    },
  );
});

describe('a service that is asked over HTTP', () => {
  const LOGIN = 'https://team.cloudflareaccess.com/cdn-cgi/access/login/one';

  it.each(overHttp)(
    '%s: a login in between means edge up, service unknown',
    (_, profile) => {
      for (const health of [
        judge(profile, page('', 302, { location: LOGIN })),
        judge(
          profile,
          page('<form action="https://team.cloudflareaccess.com">'),
        ),
      ]) {
        expect(health.state).toBe('unknown');
        expect(health.summary).toContain(
          'the edge is up, the service is not known',
        );
      }
    },
  );

  it.each(overHttp)(
    '%s: a page of somebody else is not its health',
    (id, profile) => {
      const { state } = judge(
        profile,
        page('<html><body>It works!</body></html>'),
      );
      // The only one whose own health address is a page.
      expect(state === 'healthy').toBe(id === 'node-exporter');
    },
  );

  it.each(overHttp)(
    '%s: its last good answer outlives a lost route, as stale',
    (_, profile) => {
      const good = words(profile, 'ok', 'text/plain');
      const { stale } = judge(
        profile,
        failed({
          reason: 'no right to use the proxy',
          now: NOW,
          source: SOURCE,
          failure: 'not-asked',
          previous: good,
        }),
      );
      expect(stale).toBe(true);
    },
  );
});

describe('a service that its custom resources speak for', () => {
  const spoken = named(({ probe }) => probe.protocol === 'custom-resource');

  it.each(spoken)(
    '%s: is unknown when they cannot be read, with the reason',
    (_, profile) => {
      const probe = profile.probe as { kinds: string[]; group?: RegExp };
      const group = probe.group?.source.replace(/[\\^$]/g, '') ?? 'x.io';
      const kinds = probe.kinds.map(kind => ({
        resource: `${group}/v1/${kind.toLowerCase()}s`,
        ok: false,
        count: 0,
        reason: 'forbidden',
      }));
      const health = judge(profile, undefined, kinds);
      expect(health.state).toBe('unknown');
      expect(health.summary).toContain('forbidden');
    },
  );
});

describe('a service that cannot be asked', () => {
  it.each(named(({ probe }) => probe.protocol === 'workload-only'))(
    '%s: its pods speak for it',
    (_, profile) => {
      expect(judge(profile).state).toBe('healthy');
    },
  );
});
