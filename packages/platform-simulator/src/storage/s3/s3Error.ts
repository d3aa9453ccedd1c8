/** S3's refusals, in its XML. */

/** What S3 says no with. */
export interface S3Failure {
  code: string;
  message: string;
  status: number;
}

const failure = (code: string, status: number, message: string): S3Failure => ({
  code,
  status,
  message,
});

/** The refusals, by their code; messages are MinIO's. */
export const FAILURES = {
  AccessDenied: failure('AccessDenied', 403, 'Access Denied.'),
  InvalidAccessKeyId: failure(
    'InvalidAccessKeyId',
    403,
    'The Access Key Id you provided does not exist in our records.',
  ),
  SignatureDoesNotMatch: failure(
    'SignatureDoesNotMatch',
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ),
  RequestTimeTooSkewed: failure(
    'RequestTimeTooSkewed',
    403,
    'The difference between the request time and the server\u2019s time is too large.',
  ),
  AuthorizationHeaderMalformed: failure(
    'AuthorizationHeaderMalformed',
    400,
    'The authorization header is malformed.',
  ),
  XAmzContentSHA256Mismatch: failure(
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ),
  BadDigest: failure(
    'BadDigest',
    400,
    'The Content-Md5 or checksum you specified did not match what we received.',
  ),
  IncompleteBody: failure(
    'IncompleteBody',
    400,
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  ),
  MalformedXML: failure(
    'MalformedXML',
    400,
    'The XML you provided was not well-formed or did not validate against our published schema.',
  ),
  InvalidArgument: failure('InvalidArgument', 400, 'Invalid Argument'),
  InvalidBucketName: failure(
    'InvalidBucketName',
    400,
    'The specified bucket is not valid.',
  ),
  KeyTooLongError: failure('KeyTooLongError', 400, 'Your key is too long'),
  InvalidPart: failure(
    'InvalidPart',
    400,
    'One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part\u2019s entity tag.',
  ),
  InvalidPartOrder: failure(
    'InvalidPartOrder',
    400,
    'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
  ),
  EntityTooSmall: failure(
    'EntityTooSmall',
    400,
    'Your proposed upload is smaller than the minimum allowed object size.',
  ),
  NoSuchBucket: failure(
    'NoSuchBucket',
    404,
    'The specified bucket does not exist',
  ),
  NoSuchKey: failure('NoSuchKey', 404, 'The specified key does not exist.'),
  NoSuchUpload: failure(
    'NoSuchUpload',
    404,
    'The specified multipart upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  ),
  MethodNotAllowed: failure(
    'MethodNotAllowed',
    405,
    'The specified method is not allowed against this resource.',
  ),
  BucketAlreadyOwnedByYou: failure(
    'BucketAlreadyOwnedByYou',
    409,
    'Your previous request to create the named bucket succeeded and you already own it.',
  ),
  BucketNotEmpty: failure(
    'BucketNotEmpty',
    409,
    'The bucket you tried to delete is not empty',
  ),
  OperationAborted: failure(
    'OperationAborted',
    409,
    'A conflicting conditional operation is currently in progress against this resource. Try again.',
  ),
  PreconditionFailed: failure(
    'PreconditionFailed',
    412,
    'At least one of the pre-conditions you specified did not hold',
  ),
  InvalidRange: failure(
    'InvalidRange',
    416,
    'The requested range is not satisfiable',
  ),
  InternalError: failure(
    'InternalError',
    500,
    'We encountered an internal error, please try again.',
  ),
  NotImplemented: failure(
    'NotImplemented',
    501,
    'A header you provided implies functionality that is not implemented',
  ),
  SlowDown: failure('SlowDown', 503, 'Please reduce your request rate'),
  XMinioStorageFull: failure(
    'XMinioStorageFull',
    507,
    'Storage backend has reached its minimum free drive threshold. Please delete a few objects to proceed.',
  ),
} as const;

/** The code of a refusal. */
export type S3ErrorCode = keyof typeof FAILURES;

/** A refusal on its way to the caller. */
export class S3Error extends Error {
  readonly failure: S3Failure;

  /** @param detail - more than S3's own message, which it replaces */
  constructor(code: S3ErrorCode, detail?: string) {
    super(detail ?? FAILURES[code].message);
    this.failure = { ...FAILURES[code], message: this.message };
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\r': '&#xD;',
  '\n': '&#xA;',
  '\t': '&#x9;',
};

/** Text as XML takes it. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r\n\t]/g, sign => ENTITIES[sign]);
}

/** Text as XML carried it. */
export function unescapeXml(text: string): string {
  const named: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
  };
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole;
    const hexadecimal = name.startsWith('#x');
    return String.fromCodePoint(
      parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10),
    );
  });
}

/** A document of S3. */
export function xml(body: string, status = 200): Response {
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, {
    status,
    headers: { 'content-type': 'application/xml', server: 'MinIO' },
  });
}

/** The refusal as S3 sends it; a HEAD has no body. */
export function refuse(failed: S3Failure, request: Request): Response {
  const { pathname } = new URL(request.url);
  const answer = xml(
    `<Error><Code>${failed.code}</Code><Message>${escapeXml(
      failed.message,
    )}</Message><Resource>${escapeXml(
      pathname,
    )}</Resource><RequestId>0000000000000254</RequestId><HostId>demo</HostId></Error>`,
    failed.status,
  );
  return request.method === 'HEAD'
    ? new Response(null, { status: failed.status, headers: answer.headers })
    : answer;
}
