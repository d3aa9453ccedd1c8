import { readFileSync } from 'node:fs';

const rows = JSON.parse(
  readFileSync(new URL('../fixtures/rows.json', import.meta.url), 'utf8'),
);

/** A database whose one table holds fixtures/rows.json; it answers a second page with nothing. */
export async function openWorld(connector) {
  const asked = [];
  const query = {
    query: async (text, values) => {
      asked.push({ text, values });
      return text.includes(') > (') ? [] : rows;
    },
    close: async () => undefined,
  };
  return { connector, asked, ports: { query } };
}
