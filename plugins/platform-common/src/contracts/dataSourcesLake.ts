/** What is known of tables: those that the lake has, those that the catalog names, and the one that a form names. */
import { z } from 'zod';
import { InstantSchema } from '../model';

const EntityRefSchema = z.string().min(3).max(300);

/** A table that stands: the lake has it, an entity of the catalog names it, or both. */
export const KnownTableSchema = z.object({
  name: z.string(),
  entityRef: EntityRefSchema.optional(),
  /** Absent when the lake could not be asked. */
  inLake: z.boolean().optional(),
  /** Pipelines that fill it. */
  filledBy: z.array(EntityRefSchema),
});
/** A table that stands. */
export type KnownTable = z.infer<typeof KnownTableSchema>;

/** Whether the lake was asked for its tables; `none`: there is none to ask. */
export const LakeStateSchema = z.object({
  state: z.enum(['read', 'none', 'failed']),
  reason: z.string(),
  readAt: InstantSchema.optional(),
});
/** Whether the lake was asked for its tables. */
export type LakeState = z.infer<typeof LakeStateSchema>;

/** The tables that the lake lists; empty unless the state is `read`. */
export const LakeTablesSchema = z.object({
  state: LakeStateSchema,
  /** Cluster that the lake stands in; absent when an address names it. */
  cluster: z.string().optional(),
  /** `namespace.name`, in order. */
  names: z.array(z.string()),
});
/** The tables that the lake lists, or why it could not be asked. */
export type LakeTables = z.infer<typeof LakeTablesSchema>;

/** A column of a table, its type as Iceberg writes it: `decimal(38, 9)`. */
export const LakeColumnSchema = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
});
/** A column of a table. */
export type LakeColumn = z.infer<typeof LakeColumnSchema>;

/** What is known of the table that a form names: who fills it, and whether its columns take what would be written. */
export const TableCheckSchema = z.object({
  table: z.string(),
  /** `unknown`: the lake could not be asked, and no entity of the catalog names it. */
  state: z.enum(['new', 'stands', 'unknown']),
  /** One sentence. */
  reason: z.string(),
  filledBy: z.array(EntityRefSchema),
  /** Of the table as it stands; empty when it is new or could not be read. */
  columns: z.array(LakeColumnSchema),
  problems: z.array(
    z.object({
      severity: z.enum(['refused', 'warning']),
      message: z.string(),
    }),
  ),
});
/** What is known of the table that a form names. */
export type TableCheck = z.infer<typeof TableCheckSchema>;
