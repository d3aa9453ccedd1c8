import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandTemplate, fillPlaceholders } from './expandTemplate';

const values = {
  name: 'stock',
  defaultBranch: 'main',
  versions: { root: '1.55.0', '@backstage/cli': '0.36.6' },
};

describe('fillPlaceholders', () => {
  it('fills names and versions however they are spaced', () => {
    expect(
      fillPlaceholders(
        `"^{{version '@backstage/cli'}}" "^{{ version 'root' }}" {{name}}@{{defaultBranch}}`,
        values,
      ),
    ).toBe('"^0.36.6" "^1.55.0" stock@main');
  });

  it.each([`{{version '@backstage/unknown'}}`, '{{license}}'])(
    'refuses %s',
    text => {
      expect(() => fillPlaceholders(text, values)).toThrow('which is unknown');
    },
  );
});

describe('expandTemplate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'template-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('fills .hbs files, drops the suffix, and copies the rest as it is, with its folders', () => {
    const template = join(folder, 'template');
    mkdirSync(join(template, 'packages', 'app'), { recursive: true });
    writeFileSync(
      join(template, 'backstage.json.hbs'),
      `{"version":"{{version 'root'}}"}`,
    );
    writeFileSync(
      join(template, 'packages', 'app', 'index.html'),
      '<title>{{title}}</title>',
    );
    expandTemplate(template, join(folder, 'out'), values);
    expect(readFileSync(join(folder, 'out', 'backstage.json'), 'utf8')).toBe(
      '{"version":"1.55.0"}',
    );
    expect(
      readFileSync(
        join(folder, 'out', 'packages', 'app', 'index.html'),
        'utf8',
      ),
    ).toBe('<title>{{title}}</title>');
  });
});
