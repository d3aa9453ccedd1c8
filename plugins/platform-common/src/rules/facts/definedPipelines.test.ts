import { DeclaredTree } from '../../declared';
import { failed, lastKnown, observed } from '../../model';
import { PipelineText } from '../../pipelines';
import { TelemetryReading } from '../../telemetry';
import { NOW } from '../testing/observeNow';
import { factContext } from '../testing/world';
import { FactContext } from './context';
import { extractPipelines } from './pipes';
import { PipelineDefinition } from './knowledge';

const SOURCE = { kind: 'api' as const, name: 'dolphinscheduler' };
const seen = <T>(value: T) => observed({ value, now: NOW, source: SOURCE });
const text = (...files: string[]): PipelineText => ({
  steps: [
    {
      name: 'fetch',
      type: 'SHELL',
      script: `python ${files.join(' ')}`,
      ...(files.length > 0 ? { files } : {}),
    },
  ],
});

function reading(texts: Record<string, PipelineText | undefined>) {
  const names = Object.keys(texts);
  const parts: Partial<TelemetryReading<'dolphinscheduler'>['parts']> = {
    workflows: seen(
      names.map((name, at) => ({
        code: `${at}`,
        name,
        projectCode: '1',
        projectName: 'market',
        description: '',
        state: 'online' as const,
      })),
    ),
    schedules: seen([
      {
        id: 's',
        workflowCode: '0',
        projectCode: '1',
        state: 'online' as const,
        crontab: '0 0 6 * * ? *',
      },
    ]),
    definitions: seen({
      complete: false,
      texts: names.flatMap((name, at) => {
        const told = texts[name];
        return told ? [{ ...told, workflowCode: `${at}` }] : [];
      }),
    }),
  };
  return {
    kind: 'dolphinscheduler',
    id: 'dolphinscheduler',
    serviceId: 'dolphinscheduler',
    address: 'dolphinscheduler.data:12345',
    parts,
  } as TelemetryReading<'dolphinscheduler'>;
}

function tree(more: Partial<DeclaredTree>): DeclaredTree {
  return {
    source: 'platform',
    files: 0,
    objects: [],
    artefacts: [],
    problems: [],
    notRendered: [],
    ...more,
  };
}

function contextOf(more: Partial<FactContext>): FactContext {
  const context = factContext({ objects: [], workloads: [] });
  return {
    ...context,
    service: {
      ...context.service,
      id: 'dolphinscheduler',
      profileId: 'dolphinscheduler',
    },
    ...more,
  };
}

const pipelinesOf = (more: Partial<FactContext>) =>
  lastKnown(extractPipelines(contextOf(more)))?.value;

const ORIGIN = { source: 'platform', path: 'workflows/eia.json', line: 1 };

describe('the pipelines of a scheduler', () => {
  it('says that they are not known when nobody tells of them', () => {
    expect(extractPipelines(contextOf({}))).toMatchObject({
      ok: false,
      reason: 'No definitions of pipelines are read.',
    });
    expect(
      extractPipelines(
        contextOf({ declared: [seen(tree({ workflows: [] }))] }),
      ),
    ).toMatchObject({ ok: false });
  });

  it('takes what the scheduler runs, with its schedule', () => {
    expect(pipelinesOf({ telemetry: [reading({ eia: text() })] })).toEqual([
      {
        object: 'pipeline eia',
        name: 'eia',
        ownImage: false,
        schedule: { expression: '0 0 6 * * ? *', dialect: 'quartz' },
        ...text(),
      },
    ]);
  });

  it('a definition that was not read yet is unknown, and not empty', () => {
    const [one] = pipelinesOf({ telemetry: [reading({ eia: undefined })] })!;
    expect(one.steps).toHaveLength(1);
    expect(one.steps[0]).not.toHaveProperty('script');
    expect(one).not.toHaveProperty('sinks');
  });

  it('keeps two workflows of one name apart, and fails with the scheduler', () => {
    const both = reading({ eia: text(), fred: text() });
    const { workflows } = both.parts;
    const named = lastKnown(workflows)!.value.map(one => ({
      ...one,
      name: 'same',
    }));
    const told = {
      ...both,
      parts: { ...both.parts, workflows: seen(named) },
    };
    expect(pipelinesOf({ telemetry: [told] })).toHaveLength(2);
    const definitions = failed<never>({
      reason: 'It says 500.',
      now: NOW,
      source: SOURCE,
    });
    expect(
      extractPipelines(
        contextOf({
          telemetry: [{ ...both, parts: { ...both.parts, definitions } }],
        }),
      ),
    ).toMatchObject({ ok: false, reason: 'It says 500.' });
  });

  it('a file fills what the scheduler leaves out, and adds what it does not run', () => {
    const workflows = [
      {
        ...text('jobs/other.py'),
        name: 'eia',
        origin: ORIGIN,
        sinks: [{ kind: 'table' as const, name: 'raw.eia' }],
      },
      { ...text(), name: 'new', origin: ORIGIN, cron: '0 0 7 * * ? *' },
    ];
    const found = pipelinesOf({
      telemetry: [reading({ eia: text() })],
      declared: [seen(tree({ workflows }))],
    })!;
    expect(found.map(({ name }) => name)).toEqual(['eia', 'new']);
    expect(found[0]).toMatchObject({ ...text(), origin: ORIGIN });
    expect(found[0].sinks).toHaveLength(1);
    expect(found[1].schedule?.expression).toBe('0 0 7 * * ? *');
  });

  it('what somebody gives stands first', () => {
    const given: PipelineDefinition = {
      name: 'eia',
      serviceId: 'dolphinscheduler',
      steps: [],
    };
    const found = pipelinesOf({
      pipelines: seen([given, { ...given, serviceId: 'other' }]),
      telemetry: [reading({ eia: text(), fred: text() })],
    })!;
    expect(found.map(({ name, steps }) => [name, steps.length])).toEqual([
      ['eia', 0],
      ['fred', 1],
    ]);
  });

  it.each([
    ['is there', ['jobs/a.py'], ['jobs/a.py'], ['jobs/a.py']],
    ['is there below', ['x/jobs/a.py'], ['jobs/a.py'], ['jobs/a.py']],
    ['was taken out of its folder', ['jobs/b.py'], ['jobs/a.py'], []],
    ['may be of an image', ['src/b.py'], undefined, []],
  ])('looks files up in a tree: one that %s', (_, paths, files, known) => {
    const [one] = pipelinesOf({
      telemetry: [reading({ eia: text('jobs/a.py') })],
      declared: [seen(tree({ paths, workflows: [] }))],
    })!;
    expect([one.steps[0].files, one.knownFiles]).toEqual([files, known]);
  });

  it('does not say that a file is missing when no tree was read whole', () => {
    const [one] = pipelinesOf({
      telemetry: [reading({ eia: text('jobs/a.py') })],
      declared: [seen(tree({ workflows: [] }))],
    })!;
    expect(one.steps[0].files).toEqual(['jobs/a.py']);
    expect(one).not.toHaveProperty('knownFiles');
  });
});
