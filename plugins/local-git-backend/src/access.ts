/*
 * Who may do what, decided once. Reading: a caller with a Backstage token who holds the permission, or the read
 * token as a Basic password (what `git clone` can send), or anybody when the configuration says so. Writing: only
 * a plugin of the portal, which has asked before whether its user may; a person never pushes here directly, so that
 * every commit has passed the portal's checks.
 */
import {
  localGitRepositoryCreatePermission,
  localGitRepositoryReadPermission,
} from '@254carbon/backstage-plugin-platform-common';
import {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import { LocalGitConfig } from './config';

/** Decides whether a request may read or write. */
export class Access {
  readonly #config: LocalGitConfig;
  readonly #auth: AuthService;
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    config: LocalGitConfig;
    auth: AuthService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  }) {
    this.#config = options.config;
    this.#auth = options.auth;
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
  }

  /**
   * Lets a reader of git, raw and archive addresses pass.
   *
   * @throws AuthenticationError or NotAllowedError with the cure.
   */
  async assertMayRead(request: Request): Promise<void> {
    if (this.#config.anonymousRead || this.#hasReadToken(request)) {
      return;
    }
    await this.assertMayList(request);
  }

  /**
   * Lets a reader of the list pass; the list names everything, so it is never anonymous.
   *
   * @throws AuthenticationError or NotAllowedError with the cure.
   */
  async assertMayList(request: Request): Promise<void> {
    const credentials = await this.#credentials(request);
    await this.#assertAllowed(credentials, localGitRepositoryReadPermission);
  }

  /**
   * Lets a plugin of the portal pass and returns the name that git shall record as the pusher.
   *
   * @throws AuthenticationError or NotAllowedError with the cure.
   */
  async assertMayWrite(request: Request): Promise<string> {
    const credentials = await this.#credentials(request);
    const pusher = this.#pusherOf(credentials);
    if (!pusher) {
      throw new NotAllowedError(
        'Only the portal itself writes to these repositories; use a software template or push to a forge.',
      );
    }
    await this.#assertAllowed(credentials, localGitRepositoryCreatePermission);
    return pusher;
  }

  async #credentials(request: Request): Promise<BackstageCredentials> {
    try {
      return await this.#httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
    } catch (cause) {
      throw new AuthenticationError(
        'Sign in, or send the read token as the Basic password, or set localGit.anonymousRead.',
        cause,
      );
    }
  }

  async #assertAllowed(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission '${permission.name}'; ask the owners of the portal's policy for it.`,
      );
    }
  }

  #pusherOf(credentials: BackstageCredentials): string | undefined {
    if (!this.#auth.isPrincipal(credentials, 'service')) {
      return undefined;
    }
    const { subject } = credentials.principal;
    return subject.startsWith('plugin:') ? subject : undefined;
  }

  #hasReadToken(request: Request): boolean {
    const [scheme, value] = (request.header('authorization') ?? '').split(' ');
    if (!this.#config.readToken || scheme?.toLowerCase() !== 'basic') {
      return false;
    }
    const decoded = Buffer.from(value ?? '', 'base64').toString('utf8');
    const password = decoded.slice(decoded.indexOf(':') + 1);
    return timingSafeEqual(digest(password), digest(this.#config.readToken));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
