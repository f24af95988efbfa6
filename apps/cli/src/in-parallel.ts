/** Does something with each of many things, some at a time. The first error ends it, once what was begun has ended. */
export async function inParallel<Item>(
  items: AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]()
  let isOver = false
  const worker = async () => {
    try {
      for (let step = await iterator.next(); !step.done && !isOver; step = await iterator.next()) await work(step.value)
    } finally {
      isOver = true
    }
  }
  try {
    const outcomes = await Promise.allSettled(Array.from({ length: concurrency }, worker))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  } finally {
    await iterator.return?.()
  }
}
