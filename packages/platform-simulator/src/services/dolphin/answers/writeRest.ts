/** Projects and tokens. */
import { randomBytes } from 'node:crypto';
import { success } from '../envelope';
import { Refusal, type ApiAnswer } from './context';
import { describeProject } from './describe';

/** `POST /projects`. */
export const createProject: ApiAnswer = ({ server, parameters }) => {
  const name = parameters.need('projectName').trim();
  if (!name)
    throw new Refusal(10001, 'request parameter projectName is not valid');
  if (server.projects.some(project => project.name === name)) {
    throw new Refusal(10019, `project ${name} already exists`);
  }
  const project = {
    id: server.takeId(),
    code: server.takeCode(),
    name,
    description: parameters.get('description'),
    createTime: server.clock.now(),
  };
  server.projects.push(project);
  return success(describeProject(project, server, 0));
};

function readExpiry(text: string): number {
  const time = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(time))
    throw new Refusal(10001, 'request parameter expireTime is not valid');
  return time;
}

/** `POST /access-tokens/generate`: gives a token that nobody knows yet. */
export const generateToken: ApiAnswer = ({ parameters }) => {
  parameters.needNumber('userId');
  readExpiry(parameters.need('expireTime'));
  return success(randomBytes(16).toString('hex'));
};

/** `POST /access-tokens`: from now on it is known. */
export const storeToken: ApiAnswer = ({ server, parameters }) => {
  const userId = parameters.needNumber('userId');
  const expireTime = parameters.need('expireTime');
  const token = parameters.get('token') || randomBytes(16).toString('hex');
  server.tokens.set(token, readExpiry(expireTime));
  return success({ id: server.takeId(), userId, token, expireTime });
};
