import { Readable } from 'node:stream';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  createContractClient,
  readinessContract,
  readinessReadPermission,
} from '@254carbon/backstage-plugin-platform-common';
import { collectDocuments } from './collectDocuments';

/** What the collator asks readiness with. */
export interface CollatorOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  fetch?: typeof fetch;
}

/**
 * Documents about readiness for the search index. Whoever may not read readiness finds none of them. As long as nothing has been judged the
 * index is not replaced: the collation fails, with the reason, and is tried again by the schedule.
 */
export class ReadinessCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'readiness';
  readonly visibilityPermission = readinessReadPermission;
  readonly #options: CollatorOptions;

  constructor(options: CollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#collect());
  }

  async *#collect() {
    const { auth, discovery, fetch: send = fetch } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'readiness',
    });
    const client = createContractClient({
      contract: readinessContract,
      baseUrl: () => discovery.getBaseUrl('readiness'),
      fetch: (url, init) =>
        send(url, {
          ...init,
          headers: { ...init?.headers, Authorization: `Bearer ${token}` },
        }),
    });
    const report = await client.getReport({});
    const rules = await client.listRules({});
    for (const answer of [report, rules]) {
      if (answer.state === 'pending') throw new Error(answer.reason);
    }
    if (report.state === 'judged' && rules.state === 'judged')
      yield* collectDocuments(report.services, rules.rules);
  }
}
