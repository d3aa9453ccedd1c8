import { RecentTexts } from './RecentTexts';

it('finds out about a text once while it is in use, whatever else is asked', () => {
  const texts = new RecentTexts<boolean>();
  const look = jest.fn((text: string) => text === 'kept');
  expect(texts.recall('kept', look)).toBe(true);
  for (let round = 0; round < 20_000; round += 1) {
    expect(texts.recall(`other ${round}`, look)).toBe(false);
    expect(texts.recall('kept', look)).toBe(true);
  }
  expect(look.mock.calls.filter(([text]) => text === 'kept')).toHaveLength(1);
});

it('forgets what is not asked for any more, and does not hold what is long', () => {
  const texts = new RecentTexts<number>();
  const look = jest.fn((text: string) => text.length);
  texts.recall('left', look);
  for (let round = 0; round < 20_000; round += 1)
    texts.recall(`other ${round}`, look);
  texts.recall('left', look);
  expect(look.mock.calls.filter(([text]) => text === 'left')).toHaveLength(2);
  const long = 'x'.repeat(65);
  expect([texts.recall(long, look), texts.recall(long, look)]).toEqual([
    65, 65,
  ]);
  expect(look.mock.calls.filter(([text]) => text === long)).toHaveLength(2);
});
