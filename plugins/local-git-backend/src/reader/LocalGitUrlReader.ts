/*
 * Lets the catalog, TechDocs and the scaffolder read the portal's own repositories by their addresses. It reads the
 * bare repositories from the disk and not over HTTP: the reader lives in the same installation, and so needs neither
 * a token nor the portal to be up before it can start.
 */
import {
  ReaderFactory,
  ReadTreeResponseFactory,
  ReadUrlResponseFactory,
} from '@backstage/backend-defaults/urlReader';
import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { Readable } from 'node:stream';
import { readLocalGitConfig } from '../config';
import { RepositoryStore } from '../store/RepositoryStore';
import { isLocalGitUrl, parseLocalGitUrl } from './parseLocalGitUrl';

/** Reads `<baseUrl>/<owner>/<repo>/raw/<ref>/<path>` addresses from the repositories on the disk. */
export class LocalGitUrlReader implements UrlReaderService {
  /** For `urlReaderFactoriesServiceRef`. */
  static factory: ReaderFactory = ({ config, treeResponseFactory }) => {
    const localGit = readLocalGitConfig(config);
    const reader = new LocalGitUrlReader({
      baseUrl: localGit.baseUrl,
      store: new RepositoryStore(localGit),
      trees: treeResponseFactory,
    });
    return [{ reader, predicate: url => isLocalGitUrl(localGit.baseUrl, url) }];
  };

  readonly #baseUrl: string;
  readonly #store: RepositoryStore;
  readonly #trees: ReadTreeResponseFactory;

  constructor(options: {
    baseUrl: string;
    store: RepositoryStore;
    trees: ReadTreeResponseFactory;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#store = options.store;
    this.#trees = options.trees;
  }

  /** @throws NotModifiedError when the etag still holds, NotFoundError when there is no such file. */
  async readUrl(
    url: string,
    options?: UrlReaderServiceReadUrlOptions,
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const target = parseLocalGitUrl(this.#baseUrl, url);
    const { content, blob } = await this.#store.readFile(target);
    if (options?.etag === blob) {
      throw new NotModifiedError();
    }
    return ReadUrlResponseFactory.fromReadable(Readable.from(content), {
      etag: blob,
    });
  }

  /** @throws NotModifiedError when the etag (a commit) still holds, NotFoundError when there is no such ref. */
  async readTree(
    url: string,
    options?: UrlReaderServiceReadTreeOptions,
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const target = parseLocalGitUrl(this.#baseUrl, url);
    const commit = await this.#store.resolveCommit(
      target.repository,
      target.ref,
    );
    if (options?.etag === commit) {
      throw new NotModifiedError();
    }
    return this.#trees.fromTarArchive({
      stream: this.#store.openArchive(target.repository, commit),
      subpath: target.path,
      etag: commit,
      filter: options?.filter,
    });
  }

  /** Only addresses of one file are searched; an absent file is an empty result, any other failure is thrown. */
  async search(
    url: string,
    options?: UrlReaderServiceSearchOptions,
  ): Promise<UrlReaderServiceSearchResponse> {
    try {
      const file = await this.readUrl(url, options);
      return {
        files: [{ url, content: file.buffer }],
        etag: file.etag ?? '',
      };
    } catch (error) {
      if (error instanceof NotFoundError) {
        return { files: [], etag: '' };
      }
      throw error;
    }
  }

  toString(): string {
    return `localGit{baseUrl=${this.#baseUrl}}`;
  }
}
