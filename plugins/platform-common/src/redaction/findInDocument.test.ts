import * as fc from 'fast-check';
import { findInDocument } from './findInDocument';

const kinds = (text: string) => findInDocument(text).map(({ kind }) => kind);

describe('findInDocument', () => {
  it.each([
    ['export EIA_API_KEY=k7Qp2mZx9LrT4vBn8sWc1dYf6hJg3aEu', 'key'],
    ['Log in as admin, password: `Tr7ub4dor9Horse`', 'password'],
    ['| Grafana token | x |\ntoken = "9fK2-pQ81-zzR4-m0Ls"', 'token'],
    [`aws_access_key_id = AKIA${'J7Q2M9XRT4VB8SWC'}`, 'key'],
    [
      `git clone https://ci:ghp_${'k7Qp2mZx9LrT4vBn8sWc1dYf6hJg3aEu'}@h/x`,
      'token',
    ],
    ['postgres://app:Zk91pLm4@db:5432/app', 'userinfo'],
    [
      `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEowIBAAKCAQEAk7Qp2mZx9LrT4vBn8sWc1dYf6hJg3aEuMIIEowIBAAKCAQEA`,
      'private-key',
    ],
  ])('finds what nobody makes up: %s', (text, kind) => {
    expect(kinds(text)).toEqual([kind]);
  });

  it.each([
    ['export EIA_API_KEY=your-key-1a2b3c'],
    ['password: ${DB_PASSWORD}'],
    ['password: changeme123a4'],
    ['kubectl create secret generic db --from-literal=password=<password>'],
    ['token: $(cat /var/run/token)'],
    ['The token is rotated every 30d by Vault.'],
    ['secretName: trino-tls-2024'],
    [`AKIA${'IOSFODNN7EXAMPLE'}`],
    ['postgres://user:password@localhost:5432/db'],
    ['https://user:pass@example.com'],
    ['api_key: vault:secret/data/eia#key1a2b'],
    ['Set `password` = `**********`'],
    ['token=xxxx1x2x3x4x'],
    ['access_key: minioadmin'],
    [`-----BEGIN RSA ${'PRIVATE'} KEY-----\n...\n`],
    ['[![codecov](https://codecov.io/x/badge.svg?token=bRzR3RyOXZ)](https://x)'],
    [`ghp_PersonalAccess${'Token01245678900000000'}`],
    ['API key: see https://www.eia.gov/opendata/register.php'],
    ['the password is kept in Vault at kv/data/trino/2024a1'],
  ])('lets examples and prose pass: %s', text => {
    expect(kinds(text)).toEqual([]);
  });

  it('tells the line, never the text, and takes any text', () => {
    const text = 'a\nb\npassword: Tr7ub4dor9Horse\n';
    expect(findInDocument(text)).toEqual([{ line: 3, kind: 'password' }]);
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), any => {
        for (const { line } of findInDocument(any))
          expect(line).toBeGreaterThan(0);
      }),
    );
  });
});
