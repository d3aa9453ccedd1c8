import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { RunbookProvider } from './RunbookProvider';

const DOCS = resolve(__dirname, '../../../../runbooks/docs');
const read = (name: string) =>
  readFileSync(resolve(DOCS, `${name}.md`), 'utf8');

describe('RunbookProvider', () => {
  const folder = createMockDirectory();

  it('keeps the entity of a file that breaks, tells of it once, and follows a mended one', async () => {
    const names = ['certificate-pending', 'dolphinscheduler-restarts'];
    folder.setContent(
      Object.fromEntries(names.map(name => [`${name}.md`, read(name)])),
    );
    const connection = {
      applyMutation: jest.fn(async (_: object) => {}),
      refresh: jest.fn(),
    };
    const logger = mockServices.logger.mock();
    const provider = new RunbookProvider({ folder: folder.path, logger });
    await provider.connect(connection);
    expect(connection.applyMutation).toHaveBeenLastCalledWith(
      expect.objectContaining({
        type: 'delta',
        added: [expect.anything(), expect.anything()],
      }),
    );
    folder.addContent({ 'certificate-pending.md': 'broken' });
    await provider.apply();
    await provider.apply();
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/^certificate-pending\.md:1: /),
    );
    folder.addContent({
      'certificate-pending.md': read('certificate-pending').replace(
        /^title: .*$/m,
        'title: Mended',
      ),
    });
    await provider.apply();
    expect(connection.applyMutation).toHaveBeenLastCalledWith({
      type: 'delta',
      added: [
        expect.objectContaining({
          entity: expect.objectContaining({
            metadata: expect.objectContaining({ title: 'Mended' }),
          }),
        }),
      ],
      removed: [],
    });
  });

  it('says what to check when the folder is missing, and changes nothing', async () => {
    const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
    const logger = mockServices.logger.mock();
    await new RunbookProvider({
      folder: folder.resolve('nowhere'),
      logger,
    }).connect(connection);
    expect(connection.applyMutation).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('check catalog.providers.platform.runbooks.path'),
    );
  });
});
