import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli } from '../../support/run-cli.ts'

/** A tree that is not below the working directory. */

const FILES = {
  'tree/shared/people.yaml': 'version: 1\npartners: { brightside: "2002" }\n',
  'tree/businesses/a/access.yaml':
    'version: 1\nbusiness: "1001"\nad_accounts: { act_1111: { agencies: { brightside: [ANALYZE] } } }\n',
  'tree/businesses/b/access.yaml': 'version: 1\nbusiness: "1002"\nad_accounts: { act_2222: {} }\n',
  // What a command without a path would read.
  'elsewhere/access.yaml': 'version: 1\nbusiness: "1009"\nad_accounts: { act_9: {} }\n',
}

const places = () => {
  const root = folderWith(FILES)
  mkdirSync(join(root, 'tree/deeper'))
  return [
    { cwd: join(root, 'elsewhere'), path: join(root, 'tree') },
    { cwd: join(root, 'elsewhere'), path: '../tree' },
    { cwd: join(root, 'elsewhere'), path: `${root}/elsewhere/../tree/` },
    { cwd: join(root, 'tree/deeper'), path: '..' },
    { cwd: join(root, 'tree'), path: join(root, 'tree') },
    { cwd: root, path: './/tree' },
  ]
}

describe('a tree elsewhere', () => {
  it('is read with what is shared, and nothing of the working directory', async () => {
    for (const { cwd, path } of places()) {
      const { code, json } = await runCli(['validate', '--all', path, '--format=json'], { cwd })
      const { results } = json() as {
        readonly results: readonly { readonly paths: readonly string[]; readonly words: string }[]
      }
      expect({ path, code, words: results.map(({ words }) => words) }).toEqual({
        path,
        code: 0,
        words: ['Valid: 2 files, 1 asset.', 'Valid: 2 files, 1 asset.'],
      })
    }
  })

  it('is taken apart by the commands that are named for each business', async () => {
    for (const { cwd, path } of places()) {
      const { stderr } = await runCli(['plan', path], { cwd, columns: 400 })
      const commands = [...stderr.matchAll(/bizaccess plan (\S+) (\S+)$/gm)]
      expect(commands).toHaveLength(2)
      for (const [, one = '', other = ''] of commands) {
        const { code } = await runCli(['validate', one, other], { cwd })
        expect([one, other, code]).toEqual([one, other, 0])
      }
    }
  })
})
