import { bad, examineRule, good, open } from '../examine';

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** No volume is nearly full, or will be within days. */
export const volumesNotFilling = examineRule({
  id: 'volumes-not-filling',
  category: 'infrastructure',
  title: 'Volumes are not filling up',
  why: 'Databases stop, or break, when their volume is full; growing one takes longer than filling its last tenth.',
  weight: 6,
  level: 'silver',
  appliesTo: { sentence: 'Services with volume claims' },
  facts: ['volumeRoom'],
  thresholds: {
    fullPercent: {
      title: 'Percent at which a volume is as good as full',
      value: 90,
      min: 50,
      max: 100,
    },
    days: {
      title: 'Days for which a volume that fills needs room',
      value: 4,
      min: 0,
      max: 90,
    },
  },
  expected: ({ fullPercent, days }) =>
    `less than ${fullPercent} % used, and room for ${days} days`,
  good: 'Every volume has room.',
  none: 'It claims no volume.',
  remedy: {
    text: 'Grow the claim where its class allows it, or delete what is no longer needed; then set retention so that it stays.',
  },
  look: ({ volumeRoom }, { limits: { fullPercent, days } }) =>
    volumeRoom.map(({ object, used, fullInHours }) => {
      if (used === undefined)
        return open(object, `how full ${object} is, nobody measures`);
      if (used * 100 >= fullPercent)
        return bad(object, `${object} is ${percent(used)} full`);
      return fullInHours !== undefined && fullInHours < days * 24
        ? bad(
            object,
            `${object} is ${percent(used)} full, and full in ${Math.round(
              fullInHours,
            )} hours`,
          )
        : good(object, `${percent(used)} used`);
    }),
});
