import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { targetOf } from '../../../src/cli/output/target.ts'
import { MAIN } from '../../support/built.ts'
import { folderWith, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

/** Where output goes: nothing that is no file of the user's is ever replaced by one. */

const POSIX = process.platform !== 'win32'
const isRoot = process.getuid?.() === 0

const schemaTo = (file: string, cwd: string) => runCli(['schema', '-o', file], { cwd })

describe('-o', () => {
  it('makes a new file', async () => {
    const cwd = folderWith({})
    expect((await schemaTo('new.json', cwd)).code).toBe(0)
    expect(JSON.parse(readFileSync(join(cwd, 'new.json'), 'utf8'))).toHaveProperty('$schema')
    expect(readdirSync(cwd)).toEqual(['new.json'])
  })

  it.runIf(POSIX).each([0o600, 0o640, 0o664, 0o755])(
    'keeps the mode %o of a file',
    async (mode) => {
      const cwd = folderWith({ 'old.json': 'old' })
      chmodSync(join(cwd, 'old.json'), mode)
      expect((await schemaTo('old.json', cwd)).code).toBe(0)
      expect(statSync(join(cwd, 'old.json')).mode & 0o7777).toBe(mode)
      expect(readFileSync(join(cwd, 'old.json'), 'utf8')).not.toBe('old')
    },
  )

  it.runIf(isRoot)('keeps the owner of a file, for root too', async () => {
    const cwd = folderWith({ 'old.json': 'old' })
    execFileSync('chown', ['1234:5678', join(cwd, 'old.json')])
    await schemaTo('old.json', cwd)
    expect(statSync(join(cwd, 'old.json'))).toMatchObject({ uid: 1234, gid: 5678 })
  })

  it.skipIf(isRoot)('leaves a file alone that may not be written', async () => {
    const cwd = folderWith({ 'old.json': 'old' })
    chmodSync(join(cwd, 'old.json'), 0o444)
    expect((await schemaTo('old.json', cwd)).code).toBe(1)
    expect(readFileSync(join(cwd, 'old.json'), 'utf8')).toBe('old')
  })

  it.runIf(POSIX)('follows a link', async () => {
    const cwd = folderWith({ 'd/real.json': 'old' })
    symlinkSync('d/real.json', join(cwd, 'link.json'))
    expect((await schemaTo('link.json', cwd)).code).toBe(0)
    expect(readlinkSync(join(cwd, 'link.json'))).toBe('d/real.json')
    expect(readFileSync(join(cwd, 'd/real.json'), 'utf8')).toContain('$schema')
    expect(readdirSync(join(cwd, 'd'))).toEqual(['real.json'])
  })

  it.runIf(POSIX)('refuses a link that leads nowhere, a folder and a socket', async () => {
    const cwd = folderWith({})
    symlinkSync('gone', join(cwd, 'dangling'))
    mkdirSync(join(cwd, 'folder'))
    const server = createServer().listen(join(cwd, 'socket'))
    await new Promise((resolve) => server.once('listening', resolve))
    for (const [file, why] of [
      ['dangling', 'it is a symlink that leads nowhere'],
      ['folder', 'it is a folder'],
      ['socket', 'it is a socket'],
      ['no/such.json', 'there is no such file or folder'],
    ] as const) {
      const { code, stderr } = await schemaTo(file, cwd)
      expect(code).toBe(1)
      expect(stderr.replace(/\s+/g, ' ')).toContain(`was not written: ${why}`)
    }
    expect(lstatSync(join(cwd, 'dangling')).isSymbolicLink()).toBe(true)
    expect(lstatSync(join(cwd, 'socket')).isSocket()).toBe(true)
    server.close()
  })

  it.runIf(POSIX)('takes devices for what they are, without writing to one of this machine', () => {
    expect(targetOf('/dev/null').type).toBe('device')
  })

  it.runIf(POSIX)(
    'writes to a pipe that is read, and says where none is',
    async () => {
      const cwd = folderWith({})
      execFileSync('sh', ['-c', 'mkfifo fifo'], { cwd })
      const reader = spawn('cat', [join(cwd, 'fifo')])
      let read = ''
      reader.stdout.on('data', (part) => {
        read += part
      })
      const closed = new Promise((resolve) => reader.on('close', resolve))
      expect((await schemaTo('fifo', cwd)).code).toBe(0)
      await closed
      expect(JSON.parse(read)).toHaveProperty('$schema')
      const { code, stderr } = await schemaTo('fifo', cwd)
      expect(code).toBe(1)
      expect(stderr).toContain('nobody reads from it')
      expect(lstatSync(join(cwd, 'fifo')).isFIFO()).toBe(true)
    },
    60_000,
  )

  it.runIf(existsSync('/proc/self/fd'))('writes to what stdout leads to', async () => {
    const cwd = folderWith({})
    symlinkSync('/proc/self/fd/1', join(cwd, 'stdout'))
    const run = `echo first; "${process.execPath}" "${MAIN}" schema -o stdout`
    const piped = execFileSync('sh', ['-c', run], { cwd, encoding: 'utf8' })
    expect(piped).toMatch(/^first\n\{/)
    execFileSync('sh', ['-c', `(${run}) > file.txt`], { cwd })
    expect(readFileSync(join(cwd, 'file.txt'), 'utf8')).toBe(piped)
    expect(lstatSync(join(cwd, 'stdout')).isSymbolicLink()).toBe(true)
  })

  it('is looked at before anything is written to the API', async () => {
    const files = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
    const argv = ['apply', '--sandbox=world.yaml', '--auto-approve', '-o', 'no/report.json']
    const { code, cwd } = await runCli([...argv, '--format=json'], { files })
    expect(code).toBe(1)
    expect(existsSync(join(cwd, '.bizaccess'))).toBe(false)
  })
})

describe('what else writes files', () => {
  it.runIf(POSIX)('import --into keeps link and mode', async () => {
    const cwd = folderWith({ 'real.yaml': MANIFEST, 'world.yaml': WORLD })
    chmodSync(join(cwd, 'real.yaml'), 0o640)
    symlinkSync('real.yaml', join(cwd, 'access.yaml'))
    const { code } = await runCli(['import', '--into', 'access.yaml', '--sandbox=world.yaml'], {
      cwd,
    })
    expect(code).toBe(0)
    expect(lstatSync(join(cwd, 'access.yaml')).isSymbolicLink()).toBe(true)
    expect(statSync(join(cwd, 'real.yaml')).mode & 0o777).toBe(0o640)
    expect(readFileSync(join(cwd, 'real.yaml'), 'utf8')).not.toBe(MANIFEST)
  })

  it('import --split --force replaces all files or none', async () => {
    const cwd = folderWith({ 'world.yaml': WORLD })
    const argv = ['import', '--business=1001', '--sandbox=world.yaml', '--split=m']
    expect((await runCli(argv, { cwd })).code).toBe(0)
    const before = readdirSync(join(cwd, 'm'))
    const [first = ''] = before.filter((name) => name.endsWith('.yaml'))
    writeFileSync(join(cwd, 'm', first), 'mine')
    mkdirSync(join(cwd, 'm/x'))
    expect((await runCli([...argv, '--force'], { cwd })).code).toBe(0)
    expect(readdirSync(join(cwd, 'm'))).toEqual([...before, 'x'].sort())
    expect(readFileSync(join(cwd, 'm', first), 'utf8')).toMatch(/^# yaml-language-server: /)
  })

  it.runIf(POSIX)('a kept world is never written through a link', async () => {
    const cwd = folderWith({ 'mine.txt': WORLD, 'access.yaml': MANIFEST })
    mkdirSync(join(cwd, '.bizaccess/sandbox'), { recursive: true })
    symlinkSync(join(cwd, 'mine.txt'), join(cwd, '.bizaccess/sandbox/brand.yaml'))
    const argv = ['apply', '--sandbox=brand', '--auto-approve', '--format=json']
    const { code, json } = await runCli(argv, { cwd })
    expect(code).toBe(1)
    expect(json()).toMatchObject({ problems: [{ code: 'not_a_regular_file' }] })
    expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe(WORLD)
  })

  it.runIf(POSIX)('a second name of a file keeps what it had', async () => {
    const cwd = folderWith({ 'a.json': 'old' })
    linkSync(join(cwd, 'a.json'), join(cwd, 'b.json'))
    await schemaTo('a.json', cwd)
    expect(readFileSync(join(cwd, 'b.json'), 'utf8')).toBe('old')
  })
})
