/** What is written for a tree, to the letter. `GOLDEN=write` writes it down anew; read the difference before it is committed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Renderers } from '../manifests/Renderers';
import { SHOP } from './__fixtures__/shop';
import { removeTrees, writeTree } from './__fixtures__/writeTree';
import { runReadiness } from './runReadiness';

afterEach(removeTrees);

const FIXTURES = join(__dirname, '__fixtures__');

async function written(args: string[], width: number): Promise<string> {
  let text = '';
  const code = await runReadiness(['tree', ...args], {
    cwd: dirname(writeTree(SHOP)),
    now: Date.parse('2026-11-21T12:00:00Z'),
    paper: { width, colour: false },
    out: more => {
      text += more;
    },
    err: more => {
      throw new Error(more);
    },
    renderers: new Renderers({
      kustomize: [['no-such-program']],
      helm: 'no-such-program',
    }),
  });
  return `${text}exit code ${code}\n`;
}

describe('golden output', () => {
  it.each([
    ['table-80.txt', [], 80],
    ['table-160.txt', [], 160],
    ['bronze-80.txt', ['--level', 'bronze'], 80],
  ])('%s', async (name, args, width) => {
    const path = join(FIXTURES, 'golden', name);
    const text = await written(args, width);
    if (process.env.GOLDEN === 'write') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
  it('SARIF results', async () => {
    const path = join(FIXTURES, 'golden', 'results.json');
    const text = (await written(['--format', 'sarif'], 80)).replace(
      /exit code.*\n$/,
      '',
    );
    const { results } = JSON.parse(text).runs[0];
    const shown = `${JSON.stringify(results, undefined, 2)}\n`;
    if (process.env.GOLDEN === 'write') writeFileSync(path, shown);
    expect(shown).toBe(readFileSync(path, 'utf8'));
  });
});
