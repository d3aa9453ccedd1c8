import { readinessContract } from '@254carbon/backstage-plugin-platform-common';
import {
  reasonOf,
  useContractClient,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';

/** Name of the permission that reading readiness needs. */
export const READ_PERMISSION = 'readiness.report.read';

const REFRESH_MS = 30_000;
/** The first judgement of an installation is waited for; see the state of the first look. */
const PENDING_MS = 3_000;

/** How soon to ask again. */
function refreshOf(answer: { state: string } | undefined): number {
  return answer?.state === 'pending' ? PENDING_MS : REFRESH_MS;
}

/** The typed client of the readiness API. */
export function useReadinessClient() {
  return useContractClient(readinessContract);
}

/** Readiness of the platform. */
export function useReport() {
  const client = useReadinessClient();
  return useQuery({
    key: 'report',
    load: signal => client.getReport({}, { signal }),
    refreshMs: refreshOf,
  });
}

/** The rules in force and who fails them. */
export function useRules() {
  const client = useReadinessClient();
  return useQuery({
    key: 'rules',
    load: signal => client.listRules({}, { signal }),
    refreshMs: refreshOf,
  });
}

/** One rule with the verdict of every service; `missing` when there is no such rule. */
export function useRule(id: string) {
  const client = useReadinessClient();
  return useQuery({
    key: `rule ${id}`,
    load: signal => orMissing(client.getRule({ params: { id } }, { signal })),
    refreshMs: refreshOf,
  });
}

/** Readiness of one service; `missing` when the service is not judged. */
export function useServiceReadiness(id: string) {
  const client = useReadinessClient();
  return useQuery({
    key: `service ${id}`,
    load: signal =>
      orMissing(client.getServiceReport({ params: { id } }, { signal })),
    refreshMs: refreshOf,
  });
}

/** What the API answers for something that it does not know. */
export interface Missing {
  state: 'missing';
  /** The API's sentence. */
  reason: string;
}

/** The answer, or that there is no such thing: a 404 is an answer and no failure, and the API says why. */
export async function orMissing<T>(answer: Promise<T>): Promise<T | Missing> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && isNotFound(error))
      return { state: 'missing', reason: reasonOf(error) };
    throw error;
  }
}

function isNotFound(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 404;
}
