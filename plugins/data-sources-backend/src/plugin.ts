import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  ALL_RULES,
  dataSourcesContract,
  pipelinePermissions,
} from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  DolphinClient,
  platformConnectionServiceRef,
  platformNamesServiceRef,
  platformServicesServiceRef,
  readDolphinConfig,
} from '@254carbon/backstage-plugin-platform-node';
import { readDataSourcesConfig } from './config';
import { Context } from './context';
import { createLake } from './lake/Lake';
import { createCommitTo } from './pipelines/changeRepository';
import { createPluginDoor } from './portal/createPluginDoor';
import {
  decideApproval,
  listApprovals,
  requestApproval,
} from './routes/approvals';
import { getFormOptions } from './routes/getFormOptions';
import { getMade, recordEffect, undoMade } from './routes/made';
import { change, undoChange } from './routes/changes';
import { getPipeline, retire } from './routes/pipelines';
import { checkTable, preview, testRead } from './routes/preview';
import { reserve } from './routes/reserve';
import { Approvals } from './store/Approvals';
import { EffectLedger } from './store/EffectLedger';
import { openDatabase } from './store/openDatabase';
import { createScheduler, Scheduler } from './scheduler/Scheduler';
import { PipelineBook } from './store/PipelineBook';
import { PipelineChanges } from './store/PipelineChanges';
import { Reservations } from './store/Reservations';

const deps = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  connection: platformConnectionServiceRef,
  database: coreServices.database,
  discovery: coreServices.discovery,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  logger: coreServices.logger,
  names: platformNamesServiceRef,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  reader: coreServices.urlReader,
  services: platformServicesServiceRef,
};

type Given = { [K in keyof typeof deps]: (typeof deps)[K]['T'] };

/** The scheduler, when one is configured. */
function openScheduler({ config, connection, logger }: Given): Scheduler {
  const settings = readDolphinConfig(config);
  const { door } = connection;
  return createScheduler({
    client: settings && new DolphinClient({ door, settings }),
    door,
    log: message => logger.info(message),
  });
}

async function openContext(given: Given): Promise<Context> {
  const { auth, discovery, connection, names } = given;
  const db = await openDatabase(given.database);
  const resolve = (url: string) => connection.door.resolve(url);
  const config = readDataSourcesConfig(given.config);
  const { door } = connection;
  const now = Date.now;
  return {
    catalog: given.catalog,
    reader: given.reader,
    permissions: given.permissions,
    logger: given.logger,
    config,
    effects: new EffectLedger(db),
    reservations: new Reservations(db),
    approvals: new Approvals(db),
    pipelines: new PipelineBook(db),
    changes: new PipelineChanges(db),
    door: createPluginDoor(given),
    scheduler: openScheduler(given),
    lake: createLake({
      settings: config.lake,
      door,
      services: given.services,
      now,
    }),
    commitTo: createCommitTo({
      auth,
      context: given,
      baseUrl: () => discovery.getBaseUrl('local-git'),
    }),
    own: () => auth.getOwnServiceCredentials(),
    names: () => names.current(),
    resolve,
    rules: ALL_RULES,
    rendered: new Map(),
    now,
  };
}

function createHandlers(context: Context) {
  return {
    getFormOptions: getFormOptions(context),
    listLakeTables: () => context.lake.list(),
    preview: preview(context),
    checkTable: checkTable(context),
    testRead: testRead(context),
    reserve: reserve(context),
    recordEffect: recordEffect(context),
    getMade: getMade(context),
    undoMade: undoMade(context),
    getPipeline: getPipeline(context),
    changePipeline: change(context),
    undoChange: undoChange(context),
    retirePipeline: retire(context),
    listApprovals: listApprovals(context),
    requestApproval: requestApproval(context),
    approve: decideApproval(context, 'approved'),
    reject: decideApproval(context, 'rejected'),
  };
}

/** What a pipeline's form needs to know, its preview, and what was made, at `/api/data-sources`. */
export const dataSourcesPlugin = createBackendPlugin({
  pluginId: 'data-sources',
  register(env) {
    env.registerInit({
      deps,
      async init(given) {
        const context = await openContext(given);
        given.permissionsRegistry.addPermissions([...pipelinePermissions]);
        const handlers = createHandlers(context);
        const contract = dataSourcesContract;
        given.httpRouter.use(bindContract({ ...given, contract, handlers }));
      },
    });
  },
});
