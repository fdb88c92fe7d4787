/**
 * Works on many items at once and gives their results on in the order of the items, each as soon as all
 * before it are done. `ahead`: the most items that may be done or under way and not yet given on.
 */
export const inOrder = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  onResult: (result: Result, item: Item) => void,
  ahead: number,
): Promise<void> => {
  const done = new Map<number, Result>()
  const running = new Set<Promise<void>>()
  let next = 0
  const giveOn = (): void => {
    for (let result = done.get(next); done.has(next); result = done.get(next)) {
      onResult(result as Result, items[next] as Item)
      done.delete(next)
      next += 1
    }
  }
  for (const [place, item] of items.entries()) {
    while (place - next >= ahead) await Promise.race(running)
    const run: Promise<void> = work(item)
      .then((result) => {
        done.set(place, result)
        giveOn()
      })
      .finally(() => running.delete(run))
    running.add(run)
  }
  await Promise.all(running)
}
