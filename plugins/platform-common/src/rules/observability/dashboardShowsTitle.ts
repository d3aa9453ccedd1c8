import { toWords } from '../facts/mentions';
import { bad, examineRule, good } from '../examine';

/** A dashboard shows what its title says. */
export const dashboardShowsTitle = examineRule({
  id: 'dashboard-shows-title',
  category: 'observability',
  title: 'Its dashboards show what their titles say',
  why: "A dashboard that was copied and renamed shows another service under this one's name, and is believed.",
  weight: 2,
  level: 'gold',
  appliesTo: { sentence: 'Services with a dashboard that bears their name' },
  facts: ['dashboards'],
  expected: 'queries about what the title names',
  good: 'Its dashboards ask about it.',
  none: 'No dashboard bears its name and asks about something that is known.',
  remedy: {
    text: 'Point the queries of the copy at what its title says, or rename it.',
  },
  look: ({ dashboards }) =>
    dashboards.flatMap(({ object, title, live, asksAbout }) => {
      if (!live || asksAbout === 'none' || toWords(title).trim() === '')
        return [];
      return [
        asksAbout === 'other'
          ? bad(object, `${object} asks about other services only`)
          : good(object, 'asks about it'),
      ];
    }),
});
