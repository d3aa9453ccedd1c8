/** A refusal of the catalog, as its JSON names it. */
export class CatalogError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

/** 400: the request makes no sense. */
export function badRequest(message: string): CatalogError {
  return new CatalogError(400, 'BadRequestException', message);
}

/** 409: somebody was quicker. */
export function commitFailed(message: string): CatalogError {
  return new CatalogError(409, 'CommitFailedException', message);
}
