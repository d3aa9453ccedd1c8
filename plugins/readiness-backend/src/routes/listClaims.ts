import { KpiBook } from '../kpis/createKpiBook';

/** `GET /claims`. */
export function listClaims(book: KpiBook) {
  return () => book.claims();
}
