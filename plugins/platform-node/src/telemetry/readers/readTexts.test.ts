import { Workflow } from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { KeptTexts, readTexts } from './readTexts';

const workflow = (code: number, version = 1): Workflow => ({
  code: `${code}`,
  name: `w${code}`,
  projectCode: '7',
  projectName: 'market',
  version,
  description: '',
  state: 'online',
});

function setUp(failing: readonly string[] = []) {
  const asked: string[] = [];
  const ask: Asker['ask'] = async (path, read) => {
    const code = path.split('/').pop() ?? '';
    asked.push(path);
    if (failing.includes(code)) throw new AskError(`${code} fails.`, {});
    const data = {
      processDefinition: { code: Number(code) },
      taskDefinitionList: [{ name: 'a', taskType: 'SHELL' }],
    };
    const body = JSON.stringify({ code: 0, msg: 'success', data });
    return read({ status: 200, headers: {}, body, truncated: false }, path);
  };
  const kept: KeptTexts = new Map();
  const asker = { ask } as Asker;
  const read = (all: Workflow[]) =>
    readTexts({ asker, definitions: 'process-definition', kept }, all);
  return { asked, kept, read };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => workflow(at));

describe('what workflows do', () => {
  it('asks for each once, and again when its version changed', async () => {
    const { asked, read } = setUp();
    const first = await read([workflow(1), workflow(2)]);
    expect(first).toMatchObject({
      complete: true,
      texts: [{ workflowCode: '1', steps: [{ name: 'a' }] }, {}],
    });
    expect(await read([workflow(1), workflow(2)])).toEqual(first);
    expect(asked).toEqual([
      '/projects/7/process-definition/1',
      '/projects/7/process-definition/2',
    ]);
    await read([workflow(1, 2), workflow(2)]);
    expect(asked).toHaveLength(3);
  });

  it('spreads many over rounds, and says that it is not done', async () => {
    const { asked, read } = setUp();
    expect((await read(many(100))).complete).toBe(false);
    expect(asked).toHaveLength(60);
    expect((await read(many(100))).complete).toBe(true);
    expect(asked).toHaveLength(100);
  });

  it('forgets what is gone', async () => {
    const { kept, read } = setUp();
    await read(many(3));
    await read([workflow(1)]);
    expect([...kept.keys()]).toEqual(['1']);
  });

  it('one that cannot be read keeps no other back; none at all is a failure', async () => {
    const { read } = setUp(['0']);
    const some = await read(many(3));
    expect([some.complete, some.texts.length]).toEqual([false, 2]);
    const none = setUp(['0', '1', '2', '3', '4']);
    await expect(none.read(many(5))).rejects.toThrow('0 fails.');
    expect(none.asked).toHaveLength(3);
  });
});
