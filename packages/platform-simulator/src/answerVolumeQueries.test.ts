import { answerVolumeQueries } from './answerVolumeQueries';

const claims = [
  {
    namespace: 'a',
    name: 'full',
    node: 'cpu1',
    usedBytes: 95,
    capacityBytes: 100,
  },
  {
    namespace: 'b',
    name: 'empty',
    node: 'cpu1',
    usedBytes: 10,
    capacityBytes: 100,
  },
];

async function ask(query: string, status = 200) {
  const answer = answerVolumeQueries(
    async () => Response.json({ own: true }, { status }),
    { claims: () => claims, now: () => 5000 },
  );
  const response = await answer(
    {
      namespace: 'victoria-metrics',
      name: 'victoria-metrics',
      path: `/api/v1/query?query=${encodeURIComponent(query)}`,
    },
    new Request('http://service/'),
  );
  return response.json();
}

it.each([
  [
    'kubelet_volume_stats_used_bytes',
    [
      ['full', '95'],
      ['empty', '10'],
    ],
  ],
  ['kubelet_volume_stats_available_bytes{namespace="a"}', [['full', '5']]],
  [
    'kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes > 0.9',
    [['full', '0.95']],
  ],
  ['kubelet_volume_stats_used_bytes < 50', [['empty', '10']]],
  ['kubelet_volume_stats_other_bytes', []],
])('answers %s', async (query, expected) => {
  const { data } = await ask(query);
  expect(
    data.result.map(
      (it: { metric: Record<string, string>; value: [number, string] }) => [
        it.metric.persistentvolumeclaim,
        it.value[1],
      ],
    ),
  ).toEqual(expected);
});

it('leaves other queries, and a store that fails, to themselves', async () => {
  expect(await ask('up')).toEqual({ own: true });
  expect(await ask('kubelet_volume_stats_used_bytes', 503)).toEqual({
    own: true,
  });
});
