import {
  ContractClient,
  platformContract,
  ServiceList,
  ServiceQuestion,
  ServiceSummary,
} from '@254carbon/backstage-plugin-platform-common';

/** Services that one answer carries; the most that the backend gives. */
const PAGE = 500;

/** Values that one question names; an address cannot be of any length. */
const NAMES = 50;

/** Which services are wanted: those that fit a question, or have one of the entity refs. */
export interface WantedServices {
  questions: readonly Omit<ServiceQuestion, 'limit' | 'cursor'>[];
  refs?: readonly string[];
}

/** Questions for services that have one of many values in a part: as many as it takes. */
export function questionsFor(
  part: 'owner' | 'ref',
  values: readonly string[],
): ServiceQuestion[] {
  const questions: ServiceQuestion[] = [];
  for (let from = 0; from < values.length; from += NAMES) {
    questions.push({ [part]: values.slice(from, from + NAMES).join(',') });
  }
  return questions;
}

/** Services, each once, with what makes the list incomplete. */
export type Services = Pick<
  ServiceList,
  'services' | 'clusters' | 'caveats' | 'generatedAt'
>;

/** Asks page by page until all are there. When none is wanted, only how well they can be read is asked. */
export async function askServices(options: {
  client: Pick<ContractClient<typeof platformContract.routes>, 'listServices'>;
  wanted: WantedServices;
  signal: AbortSignal;
}): Promise<Services> {
  const { client, wanted, signal } = options;
  const found = new Map<string, ServiceSummary>();
  const caveats = new Set<string>();
  let last: ServiceList | undefined;
  const read = async (question: ServiceQuestion) => {
    let cursor: string | undefined;
    do {
      last = await client.listServices(
        { query: { ...question, limit: PAGE, cursor } },
        { signal },
      );
      for (const service of last.services) found.set(service.id, service);
      for (const caveat of last.caveats) caveats.add(caveat);
      cursor = last.next;
    } while (cursor);
  };
  for (const question of wanted.questions) await read(question);
  const known = new Set([...found.values()].map(item => item.entityRef));
  const others = (wanted.refs ?? []).filter(ref => !known.has(ref));
  for (const question of questionsFor('ref', others)) await read(question);
  if (!last) await read({ ref: 'none' });
  const { clusters = [], generatedAt = '' } = last ?? {};
  return {
    services: [...found.values()],
    clusters,
    caveats: [...caveats],
    generatedAt,
  };
}
