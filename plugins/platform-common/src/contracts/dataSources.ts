import { z } from 'zod';
import {
  dataSourceReadPermission,
  pipelineApprovePermission,
  pipelineChangePermission,
  pipelineCreatePermission,
  pipelinePreviewPermission,
  pipelineUndoPermission,
} from '../permissions/pipelines';
import { defineContract } from './contract';
import {
  APPROVAL_PURPOSES,
  ApprovalSchema,
  EffectSchema,
  MadeEntrySchema,
  MadeSchema,
  PipelineChangeReportSchema,
  PipelineStateSchema,
  ReservationRequestSchema,
  ReservationSchema,
  UndoReportSchema,
} from './dataSourcesMade';
import { EditDecisionSchema } from './dataSourcesEdits';
import { LakeTablesSchema, TableCheckSchema } from './dataSourcesLake';
import {
  FilledFormSchema,
  FormOptionsSchema,
  PipelineNameSchema,
  PreviewSchema,
  TestReadSchema,
} from './dataSourcesShapes';

const byTask = z.object({ taskId: z.string().regex(/^[A-Za-z0-9-]{1,80}$/) });
const byName = z.object({ name: PipelineNameSchema });
const byId = z.object({ id: z.string().regex(/^[a-f0-9-]{1,64}$/) });
const because = z
  .string()
  .trim()
  .min(5, 'write why in at least 5 characters')
  .max(1000, 'write why in at most 1000 characters');

/** The HTTP API of the `data-sources` plugin: from what a form needs to know to what was made, and back. */
export const dataSourcesContract = defineContract({
  pluginId: 'data-sources',
  routes: {
    getFormOptions: {
      method: 'GET',
      path: '/form-options',
      summary:
        'What a form may offer for a data source: series, tables, schedules in use, quota, secrets, pipelines that stand.',
      query: z.object({
        /** Absent for a form about none. */
        source: z
          .string()
          .regex(/^[a-z0-9-]{1,63}$/)
          .optional(),
        namespace: z
          .string()
          .regex(/^[a-z0-9-]{1,63}$/)
          .optional(),
      }),
      response: FormOptionsSchema,
      permission: dataSourceReadPermission,
    },
    listLakeTables: {
      method: 'GET',
      path: '/lake-tables',
      summary: 'The tables that the lake lists, or why it could not be asked.',
      response: LakeTablesSchema,
      permission: dataSourceReadPermission,
    },
    preview: {
      method: 'POST',
      path: '/previews',
      summary:
        'What a template would write and whether it may, without writing anything.',
      body: FilledFormSchema,
      response: PreviewSchema,
      permission: pipelinePreviewPermission,
    },
    checkTable: {
      method: 'POST',
      path: '/table-checks',
      summary:
        'Whether the table that a form names stands, who fills it, and whether its columns take what would be written.',
      body: FilledFormSchema.extend({
        /** Name of the pipeline that is being changed. */
        changing: PipelineNameSchema.optional(),
      }),
      response: TableCheckSchema,
      permission: pipelinePreviewPermission,
    },
    testRead: {
      method: 'POST',
      path: '/test-reads',
      summary:
        'Rows, schema and quality as the connector that would be written reads them, without a key.',
      body: FilledFormSchema,
      response: TestReadSchema,
      permission: pipelinePreviewPermission,
    },
    reserve: {
      method: 'POST',
      path: '/reservations',
      summary:
        'Hold a name for a task, or say who has it; a production target needs an approval first.',
      body: ReservationRequestSchema,
      response: ReservationSchema,
      permission: pipelineCreatePermission,
    },
    recordEffect: {
      method: 'POST',
      path: '/effects',
      summary: 'Remember what a step of a task made outside.',
      body: EffectSchema,
      response: MadeEntrySchema,
      permission: pipelineCreatePermission,
    },
    getMade: {
      method: 'GET',
      path: '/made/:taskId',
      summary: 'Everything that a task made, in order.',
      params: byTask,
      response: MadeSchema,
      permission: dataSourceReadPermission,
    },
    undoMade: {
      method: 'POST',
      path: '/made/:taskId/undo',
      summary: 'Undo what a task made, newest first, each step told.',
      params: byTask,
      response: UndoReportSchema,
      permission: pipelineUndoPermission,
    },
    getPipeline: {
      method: 'GET',
      path: '/pipelines/:name',
      summary: 'State, schedule and repository of a pipeline.',
      params: byName,
      response: PipelineStateSchema,
      permission: dataSourceReadPermission,
    },
    changePipeline: {
      method: 'POST',
      path: '/pipelines/:name/change',
      summary:
        'A pipeline with other values: what would change against the repository that stands, and, when asked to, the change itself as one commit.',
      params: byName,
      body: z.object({
        values: z.record(z.string(), z.unknown()),
        /** What becomes of files that were edited by hand and that the template writes in another way now, by path. */
        edits: z.record(z.string(), EditDecisionSchema).default({}),
        /** Without it nothing is written. */
        apply: z.boolean().default(false),
      }),
      response: z.object({
        preview: PreviewSchema,
        report: PipelineChangeReportSchema.optional(),
      }),
      permission: pipelineChangePermission,
    },
    undoChange: {
      method: 'POST',
      path: '/pipelines/:name/changes/:id/undo',
      summary:
        'The newest change taken back: the values before it, as one more commit, and the workflow with them.',
      params: byName.extend({ id: byId.shape.id }),
      response: PipelineChangeReportSchema,
      permission: pipelineChangePermission,
    },
    retirePipeline: {
      method: 'POST',
      path: '/pipelines/:name/retire',
      summary:
        'Schedule off, table kept, repository archived, entity deprecated.',
      params: byName,
      body: z.object({ reason: because }),
      response: PipelineChangeReportSchema,
      permission: pipelineChangePermission,
    },
    listApprovals: {
      method: 'GET',
      path: '/approvals',
      summary: 'Forms for production targets, newest first.',
      query: z.object({
        state: z
          .enum(['requested', 'approved', 'rejected', 'expired'])
          .optional(),
      }),
      response: z.object({ approvals: z.array(ApprovalSchema) }),
      permission: dataSourceReadPermission,
    },
    requestApproval: {
      method: 'POST',
      path: '/approvals',
      summary:
        'Ask for a second person for a production target: to make, change or retire a pipeline. For a retirement only the name among the values counts.',
      body: FilledFormSchema.extend({
        reason: because,
        purpose: z.enum(APPROVAL_PURPOSES).default('create'),
      }),
      response: ApprovalSchema,
      permission: pipelineCreatePermission,
    },
    approve: {
      method: 'POST',
      path: '/approvals/:id/approve',
      summary: 'Approve what somebody else asked for.',
      params: byId,
      body: z.object({ note: z.string().trim().max(1000).optional() }),
      response: ApprovalSchema,
      permission: pipelineApprovePermission,
    },
    reject: {
      method: 'POST',
      path: '/approvals/:id/reject',
      summary: 'Refuse what somebody else asked for, with the reason.',
      params: byId,
      body: z.object({ note: because }),
      response: ApprovalSchema,
      permission: pipelineApprovePermission,
    },
  },
});
