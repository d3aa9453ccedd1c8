import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformContract } from '@254carbon/backstage-plugin-platform-common';
import { GAUGES } from './metrics/publishMetrics';
import * as topics from './tasks/topics';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const rows = readme
  .split('\n')
  .filter(line => line.startsWith('|'))
  .map(line => line.replace(/\s+/g, ' '));

describe('README', () => {
  it('has every route with its permission, and no other', () => {
    const routes = Object.values(platformContract.routes).map(
      ({ method, path, permission }) =>
        `| \`${method} ${path}\` | \`${permission.name}\` |`,
    );
    const described = rows.filter(row =>
      /^\| `(GET|POST|PUT|DELETE)/.test(row),
    );
    expect(described.sort()).toEqual(routes.sort());
  });

  it('has every topic and every gauge', () => {
    for (const name of [...Object.values(topics), ...Object.keys(GAUGES)]) {
      expect(
        rows.filter(row => row.startsWith(`| \`${name}\` |`)),
      ).toHaveLength(1);
    }
  });
});
