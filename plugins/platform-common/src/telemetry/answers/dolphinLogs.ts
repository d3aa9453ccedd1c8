/** What DolphinScheduler's API tells of the tasks of one run and of what they printed; versions 3.1 to 3.3. */
import { z } from 'zod';
import { DolphinTaskRun } from './dolphinscheduler';

/** `GET /projects/{code}/process-instances/{id}/tasks`, or `workflow-instances`. */
export const DolphinRunTasks = z
  .object({ taskList: z.array(DolphinTaskRun) })
  .transform(({ taskList }) => taskList);

/** `GET /log/detail`: the lines that were asked for. */
export const DolphinLog = z
  .object({ message: z.string().nullish() })
  .transform(({ message }) => (message ? message.split(/\r?\n/) : []));
