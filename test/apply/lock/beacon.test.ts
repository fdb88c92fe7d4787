import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lightBeacon, seeBeacon, socketName } from '../../../src/apply/lock/beacon.ts'

const ID = '0mwxz1celb8642e25'
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'bizaccess-beacon-'))

describe.skipIf(process.platform === 'win32')('a beacon', () => {
  it('is seen while it is lit', async () => {
    const folder = newFolder()
    expect(await seeBeacon(folder, ID)).toBe('nobody')
    const beacon = await lightBeacon(folder, ID)
    expect(await seeBeacon(folder, ID)).toBe('listening')
    await beacon?.close()
    expect(await seeBeacon(folder, ID)).toBe('nobody')
  })

  it('whose file nobody listens behind is out', async () => {
    const folder = newFolder()
    writeFileSync(join(folder, socketName(ID)), '')
    expect(await seeBeacon(folder, ID)).toBe('nobody')
  })

  it('is not lit twice, nor where there is no room for its path', async () => {
    const folder = newFolder()
    const beacon = await lightBeacon(folder, ID)
    expect(beacon).not.toBeNull()
    expect(await lightBeacon(folder, ID)).toBeNull()
    await beacon?.close()
    expect(await lightBeacon(join(folder, 'x'.repeat(120)), ID)).toBeNull()
  })

  it('is not taken for out where it cannot be asked for', async () => {
    const folder = newFolder()
    expect(await seeBeacon(join(folder, 'x'.repeat(120)), ID)).toBe('untold')
    writeFileSync(join(folder, 'file'), '')
    expect(await seeBeacon(join(folder, 'file'), ID)).toBe('untold')
  })

  it('throws where its folder is gone', async () => {
    const gone = join(newFolder(), 'gone')
    await expect(lightBeacon(gone, ID)).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOENT|EACCES)$/),
    })
  })
})
