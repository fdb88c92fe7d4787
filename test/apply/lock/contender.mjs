import { open, unlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { takeLock } from '../../../dist/apply/lock/lock.js'

/** A long-lived process that takes a lock when it is told to, and says how that went. */
const [folder, inside] = process.argv.slice(2)
const say = (word) => process.stdout.write(`${word}\n`)
let lock = null

const take = async () => {
  const taken = await takeLock(folder, new Date())
  if (!('release' in taken)) return say('held')
  lock = taken
  try {
    await (await open(inside, 'wx')).close()
    say('got')
  } catch {
    say('TWICE')
  }
}

const release = async () => {
  await unlink(inside)
  await lock.release()
  say('released')
}

say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'take') await take()
  else await release()
}
