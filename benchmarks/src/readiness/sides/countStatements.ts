import type { Knex } from 'knex';

/** Counts the statements that a client sends, transactions' begin and commit among them. */
export function countStatements(knex: Pick<Knex, 'on'>) {
  let count = 0;
  knex.on('query', () => {
    count += 1;
  });
  return {
    /** Milliseconds and statements of some work, and what it gave. */
    async of<T>(work: () => Promise<T>) {
      const before = count;
      const began = performance.now();
      const value = await work();
      return {
        value,
        milliseconds: performance.now() - began,
        statements: count - before,
      };
    },
  };
}
