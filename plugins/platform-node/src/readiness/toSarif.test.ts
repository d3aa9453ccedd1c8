import { ALL_RULES } from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { Renderers } from '../manifests/Renderers';
import {
  networkService,
  removeTrees,
  workload,
  writeTree,
} from './__fixtures__/writeTree';
import { judgeFolder } from './judgeFolder';
import { toSarif } from './toSarif';

afterEach(removeTrees);

/** What SARIF 2.1.0 requires of the parts that are written here (sections 3.13 to 3.58), and nothing that it does not know. */
const Message = z.strictObject({
  text: z.string().min(1),
  markdown: z.string().optional(),
});
const Location = z.strictObject({
  physicalLocation: z
    .strictObject({
      artifactLocation: z.strictObject({
        // A relative reference (RFC 3986): neither a scheme nor a leading slash.
        uri: z.string().regex(/^(?![a-z][a-z0-9+.-]*:)[^/\s][^\s]*$/i),
        uriBaseId: z.literal('FOLDER'),
      }),
      region: z.strictObject({ startLine: z.number().int().min(1) }),
    })
    .optional(),
  logicalLocations: z
    .array(
      z.strictObject({
        name: z.string().optional(),
        fullyQualifiedName: z.string(),
        kind: z.string(),
      }),
    )
    .optional(),
});
const Level = z.enum(['none', 'note', 'warning', 'error']);
const Bag = z.record(z.string(), z.unknown());
const Log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string().min(1),
          version: z.string(),
          rules: z.array(
            z.strictObject({
              id: z.string().min(1),
              name: z.string(),
              shortDescription: Message,
              fullDescription: Message,
              help: Message,
              defaultConfiguration: z.strictObject({ level: Level }),
              properties: Bag,
            }),
          ),
        }),
      }),
      originalUriBaseIds: z.record(
        z.string(),
        z.strictObject({ description: Message }),
      ),
      invocations: z.array(
        z.strictObject({
          executionSuccessful: z.boolean(),
          endTimeUtc: z.iso.datetime(),
          toolExecutionNotifications: z.array(
            z.strictObject({
              level: Level,
              descriptor: z.strictObject({ id: z.string() }),
              message: Message,
              locations: z.array(Location),
            }),
          ),
        }),
      ),
      columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.number().int().min(0),
          kind: z.literal('fail'),
          level: Level.exclude(['none']),
          message: Message,
          locations: z.array(Location).length(1),
          partialFingerprints: z.record(
            z.string(),
            z.string().regex(/^[0-9a-f]{64}$/),
          ),
          properties: Bag,
        }),
      ),
      properties: Bag,
    }),
  ),
});

async function sarifOf(files: Record<string, string>) {
  const judgement = await judgeFolder({
    root: writeTree(files),
    rules: ALL_RULES,
    level: 'gold',
    now: 0,
    renderers: new Renderers({
      kustomize: [['no-such-program']],
      helm: 'no-such-program',
    }),
  });
  return { judgement, log: Log.parse(JSON.parse(toSarif(judgement))) };
}

const FILES = {
  'a b/web#1.yaml': `${workload('web', {
    image: 'nginx',
  })}---\n${networkService('web', 'wbe')}`,
  'bad.yaml': 'apiVersion: v1\nkind: [\n',
  'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
  'c/templates/a.yaml': '{{ x }}',
};

describe('SARIF', () => {
  it('has the structure that is published, a result for each object, and its rule', async () => {
    const { log } = await sarifOf(FILES);
    const [{ results, tool }] = log.runs;
    const image = results.find(({ ruleId }) => ruleId === 'image-pinned')!;
    expect(image.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'a%20b/web%231.yaml', uriBaseId: 'FOLDER' },
      region: { startLine: 1 },
    });
    expect(image.message.text).toMatch(/nginx/);
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });
  it('tells what is broken and what is not rendered', async () => {
    const { log } = await sarifOf(FILES);
    const told = log.runs[0].invocations[0].toolExecutionNotifications.map(
      ({ level, descriptor }) => `${level} ${descriptor.id}`,
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'error manifest/syntax',
        'warning not-rendered/chart',
      ]),
    );
  });
  it('fingerprints stay when lines move, and differ from each other', async () => {
    const prints = ({ log }: Awaited<ReturnType<typeof sarifOf>>) =>
      log.runs[0].results.map(
        ({ partialFingerprints }) => partialFingerprints['readinessVerdict/v1'],
      );
    const before = prints(await sarifOf(FILES));
    const moved = {
      ...FILES,
      'a b/web#1.yaml': `# a line more\n${FILES['a b/web#1.yaml']}`,
    };
    expect(prints(await sarifOf(moved))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});
