import { bad, examineRule, good, open } from '../examine';

/** The tunnel that brings outside traffic in is connected. */
export const tunnelConnected = examineRule({
  id: 'tunnel-connected',
  category: 'access',
  title: 'The tunnel is connected',
  why: 'Everything that people reach from outside comes through it.',
  weight: 8,
  level: 'bronze',
  acceptsEvidence: true,
  appliesTo: {
    sentence: 'The tunnel that brings outside traffic in',
    matches: ({ profileId }) => profileId === 'cloudflare-tunnel',
  },
  facts: ['ownHealth'],
  expected: 'at least one ready connection',
  good: 'The tunnel is connected.',
  none: 'Whether it is connected, it has not been asked.',
  remedy: {
    text: 'Look at its log: its token may be revoked, or the network lets nothing out on port 7844.',
  },
  look: ({ ownHealth }) =>
    ownHealth.map(({ verdict, statement }) => {
      if (verdict === 'unknown') return open([], statement);
      return verdict === 'good' ? good([], statement) : bad([], statement);
    }),
});
