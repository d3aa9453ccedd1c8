/** Answers that only tell. */
import { envelope, page, success } from '../envelope';
import { dateTime } from '../runs';
import {
  definitionOf,
  projectOf,
  Refusal,
  type ApiAnswer,
  type ApiContext,
} from './context';
import {
  describeDag,
  describeHead,
  describeProject,
  describeSchedule,
} from './describe';
import { listRunViews } from './runViews';

function projects(context: ApiContext) {
  const running = listRunViews(context).filter(
    ({ state }) => state === 'RUNNING_EXECUTION',
  );
  const search = context.parameters.get('searchVal');
  return context.server.projects
    .filter(({ name }) => name.includes(search))
    .map(project =>
      describeProject(
        project,
        context.server,
        running.filter(({ projectCode }) => projectCode === project.code)
          .length,
      ),
    );
}

/** `GET /projects`. */
export const listProjects: ApiAnswer = context =>
  page(context.call, projects(context));

/** `GET /projects/list`. */
export const listAllProjects: ApiAnswer = context => success(projects(context));

/** `GET /projects/{code}`. */
export const readOneProject: ApiAnswer = context => {
  const { code } = projectOf(context);
  return success(projects(context).find(project => project.code === code));
};

/** `GET .../{definitions}`. */
export const listDefinitions: ApiAnswer = context => {
  const { code } = projectOf(context);
  const search = context.parameters.get('searchVal');
  const found = context.server
    .definitionsOf(code)
    .filter(({ name }) => name.includes(search));
  return page(
    context.call,
    found.map(one => describeHead(one, context.server)),
  );
};

/** `GET .../{definitions}/list`. */
export const listAllDefinitions: ApiAnswer = context => {
  const { code } = projectOf(context);
  const { word } = context.dialect;
  return success(
    context.server.definitionsOf(code).map(one => ({
      [`${word}Definition`]: describeHead(one, context.server),
    })),
  );
};

/** `GET .../{definitions}/{code}`. */
export const readDefinition: ApiAnswer = context =>
  success(describeDag(definitionOf(context), context.server, context.dialect));

/** `GET .../{definitions}/query-by-name`. */
export const readByName: ApiAnswer = context => {
  const { code } = projectOf(context);
  const name = context.parameters.need('name');
  const found = context.server
    .definitionsOf(code)
    .find(one => one.name === name);
  if (!found)
    throw new Refusal(
      50003,
      `${context.dialect.word} definition ${name} does not exist`,
    );
  return success(describeDag(found, context.server, context.dialect));
};

/** `GET .../{definitions}/{code}/versions`. */
export const listVersions: ApiAnswer = context => {
  const definition = definitionOf(context);
  const versions = [...definition.versions].reverse();
  return page(
    context.call,
    versions.map(({ version, name, description, updateTime }) => ({
      code: definition.code,
      version,
      name,
      description,
      updateTime: dateTime(updateTime),
    })),
  );
};

/** `GET .../schedules`. */
export const listSchedules: ApiAnswer = context => {
  const { code } = projectOf(context);
  const wanted = context.parameters.get(
    `${context.dialect.word}DefinitionCode`,
  );
  const codes = new Set(
    context.server.definitionsOf(code).map(one => one.code),
  );
  const found = context.server.schedules.filter(
    ({ definitionCode }) =>
      codes.has(definitionCode) &&
      (!Number(wanted) || String(definitionCode) === wanted),
  );
  return page(
    context.call,
    found.map(one => describeSchedule(one, context.server, context.dialect)),
  );
};

/** `GET /datasources`: the one that the workflows use. */
export const listDataSources: ApiAnswer = context =>
  page(context.call, [{ id: 1, name: 'trino', type: 'TRINO', note: '' }]);

/** `GET .../{definitions}/verify-name`. */
export const verifyName: ApiAnswer = context => {
  const { code } = projectOf(context);
  const name = context.parameters.need('name');
  return context.server.definitionsOf(code).some(one => one.name === name)
    ? envelope(
        10168,
        `${context.dialect.word} definition name ${name} already exists`,
      )
    : success(null);
};
