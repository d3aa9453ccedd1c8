/*
 * Values that no form would send, sent to the task API as anybody may call it: in every field each is refused by the name of the field, by the
 * template's schema or by its first step; nothing is written, nothing registered, and what a task says holds no part of the value. `npm test` takes
 * some values of two forms; `TEMPLATES_MATRIX=all` (npm run verify:templates) takes every value in every field of every form.
 */
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  fieldsOf,
  platformConfig,
  Portal,
  readWorkflows,
  startPortal,
} from './__testUtils__/startPortal';

const TAKES_ALL = process.env.TEMPLATES_MATRIX === 'all';
/** The forms of connectors; what the other two forms take as words is written as text only. */
const FORMS = TAKES_ALL
  ? readdirSync(resolve(__dirname, '../../../templates'))
      .filter(name => name.endsWith('-connector'))
      .sort()
  : ['eia-connector', 'rest-connector'];

/** `{mark}` stands for something that must not come back. */
const HOSTILE: ReadonlyArray<[string, string]> = [
  ['path traversal', '../../../../etc/{mark}'],
  ['absolute path', '/etc/{mark}/../shadow'],
  ['template injection', '${{ secrets.{mark} }}'],
  ['nunjucks', '{{ "{mark}" }}{% raw %}'],
  ['shell', '$(touch {mark}); `id` && rm -rf'],
  ['quotes', '\'"{mark}"\''],
  ['YAML', '{mark}: [1\n- &a *a\n--- !!js'],
  ['line break', '{mark}\nkind: Template'],
  ['carriage return', '{mark}\r\nx-key: y'],
  ['null byte', '{mark}\u0000'],
  ['invisible', '{mark}\u202e\u200b'],
  ['markup', '<script>{mark}</script>'],
  ['huge', `{mark}${'a'.repeat(100_000)}`],
];
const MARK = 'mark7f3a';

/** Every value, or three of them that differ from field to field. */
function valuesAt(index: number): ReadonlyArray<[string, string]> {
  return TAKES_ALL
    ? HOSTILE
    : [0, 4, 8].map(more => HOSTILE[(index + more) % HOSTILE.length]);
}

let platform: RunningPlatform;
let portal: Portal;

beforeAll(async () => {
  platform = await startPlatform({ scenario: 'calm-day' });
  portal = await startPortal({
    templates: FORMS,
    platform: platformConfig(platform),
  });
}, 240_000);
afterAll(async () => {
  await portal.stop();
  await platform.close();
});

/** The value in the shape that the field's schema asks for, so that it gets as far as it can. */
function poisoned(type: string, text: string): unknown {
  if (type === 'array') return [{ name: text, type: text, value: text }];
  return type === 'object' ? { kind: text } : text;
}

/** What is said to who sends values: by the template's schema at once, or by the task, in which no part of a value comes back. */
async function refusalOf(form: string, values: Record<string, unknown>) {
  const { body, status } = await portal.create(form, values);
  if (status === 400) {
    const said: Array<{ stack: string }> = body.errors;
    const message = said.map(({ stack }) => stack).join('\n');
    return { message, isRefused: true, made: [] };
  }
  const task = await portal.ended(body.id);
  const made = await portal.ask('get', `/made/${body.id}`);
  return {
    message: task.log,
    isRefused: task.status === 'failed' && !task.log.includes(MARK),
    made: made.body.entries,
  };
}

const standing = async () => ({
  repositories: await portal.repositories(),
  locations: [...portal.locations.keys()],
  workflows: (await readWorkflows(platform)).map(({ name }) => name),
});

/** Sends every value in every field and gives what did not go as it must, by field and value. */
async function attack(form: string): Promise<string[]> {
  const found: string[] = [];
  const fields = fieldsOf(portal.templates.get(form)!);
  expect(fields.length).toBeGreaterThan(3);
  for (const [index, [field, { type }]] of fields.entries()) {
    for (const [what, text] of valuesAt(index)) {
      const { message, isRefused, made } = await refusalOf(form, {
        ...portal.defaults(form),
        name: `hostile-${index}`,
        [field]: poisoned(type, text.replace('{mark}', MARK)),
      });
      const at = `${field}: ${what}`;
      if (!isRefused) found.push(`${at} is not refused: ${message}`);
      if (!message.includes(field)) found.push(`${at}: ${message}`);
      if (made.length > 0) found.push(`${at} made ${JSON.stringify(made)}`);
    }
  }
  return found.map(one => one.slice(0, 2_000));
}

describe('values that no form would send', () => {
  it.each(FORMS)(
    'in every field of %s are refused by its name; nothing is written, nothing registered',
    async form => {
      const before = await standing();
      expect(await attack(form)).toEqual([]);
      expect(await standing()).toEqual(before);
    },
    1_200_000,
  );
});
