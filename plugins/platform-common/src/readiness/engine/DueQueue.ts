/** Things by the instant at which something has to be done about them, the earliest first. */
export class DueQueue<T> {
  /** A heap: what is at `i` is not later than what is at `2i + 1` and `2i + 2`. */
  readonly #heap: { at: number; item: T }[] = [];

  /** An instant in milliseconds since the epoch. */
  add(at: number, item: T): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push({ at, item });
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (heap[above].at <= heap[place].at) return;
      [heap[above], heap[place]] = [heap[place], heap[above]];
      place = above;
    }
  }

  /** Takes out whatever is due by then. */
  takeUntil(now: number): { at: number; item: T }[] {
    const taken: { at: number; item: T }[] = [];
    while (this.#heap.length > 0 && this.#heap[0].at <= now)
      taken.push(this.#takeFirst());
    return taken;
  }

  #takeFirst(): { at: number; item: T } {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      const least = this.#earliest(2 * place + 1, 2 * place + 2);
      if (least >= heap.length || heap[least].at >= heap[place].at) return;
      [heap[least], heap[place]] = [heap[place], heap[least]];
      place = least;
    }
  }

  /** Which of two places, of which there may be none, holds what is earlier. */
  #earliest(left: number, right: number): number {
    const heap = this.#heap;
    return right < heap.length && heap[right].at < heap[left].at ? right : left;
  }
}
