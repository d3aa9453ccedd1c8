import fc from 'fast-check';
import { ServiceGraph } from './ServiceGraph';
import { BOX, drawEdge, layOut } from './layOut';

/** Twelve services or fewer around one, in any arrangement that the contract allows, circles and double edges included. */
const graphs: fc.Arbitrary<ServiceGraph> = fc
  .record({
    around: fc.array(
      fc.record({
        direction: fc.constantFrom<'up' | 'down' | 'both'>(
          'up',
          'down',
          'both',
        ),
        distance: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 12 },
    ),
    edges: fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 40 }),
  })
  .map(({ around, edges }) => ({
    nodes: [{ direction: 'self' as const, distance: 0 }, ...around].map(
      (node, index) => ({
        ...node,
        id: `s${index}`,
        title: `Service ${index}`,
        entityRef: `component:default/s${index}`,
        state: 'healthy' as const,
        stale: false,
        expectedDown: false,
        maintenance: false,
      }),
    ),
    edges: edges.map(([from, to]) => ({
      from: `s${from}`,
      to: `s${to}`,
      source: 'inferred' as const,
      confidence: 'likely' as const,
      evidence: [],
    })),
  }));

describe('layOut', () => {
  it('places every service once, overlaps nothing and stays inside', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const layout = layOut(graph);
        expect(layout.boxes.size).toBe(graph.nodes.length);
        const boxes = [...layout.boxes.values()];
        for (const [index, a] of boxes.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.y).toBeGreaterThanOrEqual(0);
          expect(a.x + BOX.width).toBeLessThanOrEqual(layout.width);
          expect(a.y + BOX.height).toBeLessThanOrEqual(layout.height + 0.001);
          for (const b of boxes.slice(index + 1)) {
            const apart =
              Math.abs(a.x - b.x) >= BOX.width ||
              Math.abs(a.y - b.y) >= BOX.height;
            expect(apart).toBe(true);
          }
        }
        const lines = graph.edges.map(({ from, to }) => {
          const [start, end] = [layout.boxes.get(from), layout.boxes.get(to)];
          return start && end ? drawEdge(start, end) : '';
        });
        expect(lines.join(' ')).not.toMatch(/NaN|undefined/);
      }),
    );
  });

  it('puts who needs it left, what it needs right, and who does both left', () => {
    const node = (id: string, direction: 'self' | 'up' | 'down' | 'both') => ({
      id,
      title: id,
      entityRef: `component:default/${id}`,
      state: 'healthy' as const,
      stale: false,
      expectedDown: false,
      maintenance: false,
      direction,
      distance: direction === 'self' ? 0 : 1,
    });
    const { columns } = layOut({
      nodes: [
        node('minio', 'up'),
        node('trino', 'self'),
        node('superset', 'down'),
        node('partner', 'both'),
      ],
      edges: [],
    });
    expect(columns.map(boxes => boxes.map(({ id }) => id))).toEqual([
      ['partner', 'superset'],
      ['trino'],
      ['minio'],
    ]);
  });
});
