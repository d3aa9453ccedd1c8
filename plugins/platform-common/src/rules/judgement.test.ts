import { joined } from './judgement';

describe('joined', () => {
  it('names three findings and counts the rest', () => {
    expect(joined(['a'])).toBe('a');
    expect(joined(['a', 'b', 'a', 'c'])).toBe('a; b; c');
    expect(joined(['a', 'b', 'c', 'd', 'e'])).toBe('a; b; c; and 2 more');
  });

  it('leaves out the full stop of what is a sentence of its own', () => {
    const said = 'minio.example: not ready: Waiting until all are ready.';
    expect(`${joined([said, 'other: expired'])}.`).toBe(
      'minio.example: not ready: Waiting until all are ready; other: expired.',
    );
    expect(`${joined(['other: expired', said])}.`).toMatch(/are ready\.$/);
  });

  it('leaves dots alone that say that something goes on', () => {
    expect(joined(['Waiting...'])).toBe('Waiting...');
  });
});
