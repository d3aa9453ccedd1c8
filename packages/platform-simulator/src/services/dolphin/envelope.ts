import { json } from '../reply';
import type { ServiceCall } from '../types';

/** HTTP 200 with a code: a business error is never an HTTP error here. */
export function envelope(
  code: number,
  msg: string,
  data: unknown = null,
): Response {
  return json({ code, msg, data, failed: code !== 0, success: code === 0 });
}

/** What went well. */
export function success(data: unknown): Response {
  return envelope(0, 'success', data);
}

/** One page of a list, by `pageNo` and `pageSize`, which must both be there. */
export function page<T>(call: ServiceCall, list: readonly T[]): Response {
  const pageNo = Number(call.query.get('pageNo'));
  const pageSize = Number(call.query.get('pageSize'));
  if (!(pageNo > 0) || !(pageSize > 0)) {
    const wrong = pageNo > 0 ? 'pageSize' : 'pageNo';
    return envelope(10001, `request parameter ${wrong} is not valid`);
  }
  const from = (pageNo - 1) * pageSize;
  return success({
    totalList: list.slice(from, from + pageSize),
    total: list.length,
    totalPage: Math.ceil(list.length / pageSize),
    pageSize,
    currentPage: pageNo,
    pageNo,
  });
}
