import { bad, examineRule, good, open } from '../examine';

/** Alerts about it look at something that exists. */
export const alertCanFire = examineRule({
  id: 'alert-can-fire',
  category: 'observability',
  title: 'Its alerts can fire',
  why: 'An alert on a series that nobody has never fires, and looks exactly like one that has no reason to.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services with a loaded alert' },
  facts: ['alerts'],
  expected: 'selectors that match series',
  good: 'Every alert looks at something that exists.',
  none: 'No alert about it is loaded.',
  remedy: {
    text: 'Correct the job, namespace or metric in the expression to what is scraped now.',
  },
  look: ({ alerts }) =>
    alerts
      .filter(({ loaded }) => loaded)
      .map(({ object, data }) => {
        if (!data || data.state === 'unknown')
          return open(
            object,
            `${object}: ${data?.because ?? 'no store of metrics is asked'}`,
          );
        return data.state === 'data'
          ? good(object, 'looks at series that exist')
          : bad(object, `${object} can never fire: ${data.because}`);
      }),
});
