import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  Judge,
  readinessContract,
  readinessEvaluatePermission,
  readinessEvidenceRecordPermission,
  readinessExemptionApprovePermission,
  readinessExemptionRequestPermission,
  readinessReadPermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  bindContract,
  declareOver,
  platformDeclarationsServiceRef,
  platformExternalServiceRef,
  platformManifestsServiceRef,
  platformServicesServiceRef,
  platformTelemetryServiceRef,
  ServicesView,
  SYSTEM_CLOCK,
  WriterLease,
} from '@254carbon/backstage-plugin-platform-node';
import { Knex } from 'knex';
import { readReadinessConfig } from './config';
import { Evaluator } from './Evaluator';
import { openGovernance, OpenGovernance } from './governance/openGovernance';
import { scheduleHousekeeping } from './governance/scheduleHousekeeping';
import { KpiBook } from './kpis/createKpiBook';
import { openKpiBook } from './kpis/openKpiBook';
import { createKnowledge } from './knowledge/createKnowledge';
import {
  lookAtAnswers,
  portalAnswersServiceRef,
} from './knowledge/portalAnswersServiceRef';
import { RouteContext } from './routes/context';
import {
  createGovernanceHandlers,
  createGovernanceResources,
} from './routes/createGovernanceHandlers';
import { createHistoryHandlers } from './routes/createHistoryHandlers';
import { evaluateNow } from './routes/evaluateNow';
import { exportVerdicts } from './routes/exportVerdicts';
import { getReport } from './routes/getReport';
import { getRule } from './routes/getRule';
import { getServiceReport } from './routes/getServiceReport';
import { listClaims } from './routes/listClaims';
import { listKpis } from './routes/listKpis';
import { listRules } from './routes/listRules';
import {
  DatabaseReadinessStore,
  openDatabase,
} from './store/DatabaseReadinessStore';
import { WRITER_ID, WRITER_TABLE } from './store/readRows';
import { scheduleEvaluation } from './tasks/evaluateReadiness';
import { beginFirstLook, watchReady } from './tasks/FirstLook';

/** Without a judgement for so many intervals of the schedule, nobody judged. */
const SILENT_INTERVALS = 2;

/** The right to remember, of one replica at a time. */
function createLease(knex: Knex, logger: LoggerService): WriterLease {
  return new WriterLease({
    knex,
    table: WRITER_TABLE,
    id: WRITER_ID,
    what: 'readiness',
    holder: randomUUID(),
    clock: SYSTEM_CLOCK,
    logger,
  });
}

/** What there is to be allowed; the services that some of it is about are the platform plugin's resources. */
const PERMISSIONS = [
  readinessReadPermission,
  readinessEvaluatePermission,
  readinessExemptionRequestPermission,
  readinessExemptionApprovePermission,
  readinessEvidenceRecordPermission,
];

function createHandlers(
  context: RouteContext,
  governance: OpenGovernance,
  book: KpiBook,
) {
  return {
    ...createGovernanceHandlers(governance.context),
    listKpis: listKpis(book),
    listClaims: listClaims(book),
    getReport: getReport(context),
    getServiceReport: getServiceReport(context),
    listRules: listRules(context),
    getRule: getRule(context),
    evaluate: evaluateNow(context),
    exportVerdicts: exportVerdicts(context),
    ...createHistoryHandlers(context),
  };
}

const deps = {
  answers: portalAnswersServiceRef,
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  declarations: platformDeclarationsServiceRef,
  discovery: coreServices.discovery,
  events: eventsServiceRef,
  external: platformExternalServiceRef,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  lifecycle: coreServices.lifecycle,
  logger: coreServices.logger,
  manifests: platformManifestsServiceRef,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  platform: platformServicesServiceRef,
  scheduler: coreServices.scheduler,
  telemetry: platformTelemetryServiceRef,
};

type Given = { [K in keyof typeof deps]: (typeof deps)[K]['T'] };

/** What is known of the platform. */
function openKnowledge(given: Given) {
  const { answers, platform, manifests, telemetry, external } = given;
  const now = Date.now;
  const lay = declareOver<ServicesView>({ ...given, now });
  const view = () => lay(platform.current());
  const sources = { manifests, telemetry, external, answers, now };
  return {
    view,
    services: () => view().services,
    knowledgeOf: createKnowledge(sources),
    isReady: watchReady(platform),
    firstLook: beginFirstLook(given, { now }, lookAtAnswers(answers)),
    now,
  };
}

/** What is remembered, and the right to. */
async function openMemory({ database, lifecycle, logger }: Given) {
  const db = await openDatabase(database);
  const lease = createLease(db, logger);
  lifecycle.addStartupHook(() => lease.start());
  lifecycle.addShutdownHook(() => lease.stop());
  return { db, lease, store: new DatabaseReadinessStore(db) };
}

async function startReadiness(given: Given): Promise<void> {
  const { httpRouter, lifecycle, declarations } = given;
  const config = readReadinessConfig(given.config);
  const known = { ...given, ...openKnowledge(given) };
  const { db, store, lease } = await openMemory(given);
  const latest = () => store.latest();
  const opened = { ...known, config, db, latest };
  const book = openKpiBook(opened);
  const governance = await openGovernance({ ...opened, book });
  const evaluator = new Evaluator({
    ...known,
    ...config,
    governanceOf: () => governance.source.current(),
    onJudged: governance.follow,
    judge: new Judge(config),
    store,
    lease,
    silenceMs: SILENT_INTERVALS * config.intervalMs,
  });
  given.permissionsRegistry.addPermissions(PERMISSIONS);
  const context = { ...known, ...config, store, evaluator };
  const contract = readinessContract;
  const handlers = createHandlers(context, governance, book);
  const resourceOf = createGovernanceResources(governance.context);
  httpRouter.use(bindContract({ ...given, contract, handlers, resourceOf }));
  await scheduleHousekeeping({ ...given, governance });
  const { source } = governance;
  const { answers, external } = given;
  const decisions = [source, declarations, lease, answers, external];
  const task = { ...given, ...config, decisions, evaluator };
  lifecycle.addShutdownHook(await scheduleEvaluation(task));
}

/** Judges the platform by rules and remembers the verdicts, at `/api/readiness`. */
export const readinessPlugin = createBackendPlugin({
  pluginId: 'readiness',
  register(env) {
    env.registerInit({ deps, init: startReadiness });
  },
});
