import { generate } from 'selfsigned';

/** A certificate, its key, and what a kubeconfig or Backstage's `caData` takes. */
export interface Certificate {
  /** PEM. */
  cert: string;
  /** PEM. */
  key: string;
  /** The certificate's PEM in base64: `certificate-authority-data`, `caData`. */
  caData: string;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Makes a self-signed elliptic-curve certificate for this machine alone (127.0.0.1, ::1, localhost). It is its own
 * authority, so that clients can verify it rather than skip verification. kubectl sends no token over plain HTTP,
 * which is why the simulated API needs one.
 *
 * @param options - `now` in milliseconds; the certificate is valid from a day before until a year after
 */
export async function createCertificate(options: {
  now: number;
}): Promise<Certificate> {
  const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(options.now - day),
    notAfterDate: new Date(options.now + 365 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'keyUsage',
        digitalSignature: true,
        keyCertSign: true,
        critical: true,
      },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return {
    cert: pem.cert,
    key: pem.private,
    caData: Buffer.from(pem.cert).toString('base64'),
  };
}
