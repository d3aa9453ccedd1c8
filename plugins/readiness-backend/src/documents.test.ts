import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  READINESS_CHANGED_TOPIC,
  readinessContract,
} from '@254carbon/backstage-plugin-platform-common';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const rows = readme
  .split('\n')
  .filter(line => line.startsWith('|'))
  .map(line => line.replace(/\s+/g, ' '));

describe('README', () => {
  it('has every route with its permission, and no other', () => {
    const routes = Object.values(readinessContract.routes).map(
      ({ method, path, permission }) =>
        `| \`${method} ${path}\` | \`${permission.name}\` |`,
    );
    const described = rows
      .filter(row => /^\| `(GET|POST|PUT|DELETE)/.test(row))
      .map(row => row.split('|').slice(0, 3).join('|').concat('|'));
    expect(described.sort()).toEqual(routes.sort());
  });

  it('names the event', () => {
    expect(readme).toContain(`\`${READINESS_CHANGED_TOPIC}\``);
  });

  it('shows every part of the configuration', () => {
    const schema = JSON.parse(
      readFileSync(join(root, 'config.schema.json'), 'utf8'),
    );
    const { readiness } = schema.properties;
    const [, example] = readme.split('```yaml');
    for (const key of Object.keys(readiness.properties))
      expect(example).toMatch(new RegExp(`^ {2}${key}:`, 'm'));
  });
});
