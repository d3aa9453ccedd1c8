import { KpiBook } from '../kpis/createKpiBook';

/** `GET /kpis`. */
export function listKpis(book: KpiBook) {
  return ({ query }: { query: { days: number } }) => book.kpis(query.days);
}
