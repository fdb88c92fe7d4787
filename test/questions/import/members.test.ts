import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../../src/manifest/load.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { importInto } from '../../../src/questions/import/into.ts'
import { importMissing } from '../../../src/questions/import/missing.ts'
import { AS_OF, startPipeline } from '../../support/pipeline.ts'
import { importOf, planOver, readAll, shuffled, textOf, withoutModes } from './live-import.ts'

/** A business with these people and invitations, as the sandbox serves it. */
const liveOf = async (users: string, invited = '', more = ''): Promise<LiveState> => {
  const pipeline = await startPipeline({
    world: `version: 1
token: { business: "1001", user: "91", scopes: [business_management, ads_management, whatsapp_business_management] }
app: { id: "880000000000001" }
businesses:
  "1001":
    name: Northwind
    users: { ${users} }
    system_users: { "91": { name: Automation, role: ADMIN } }
    invited: { ${invited} }
ad_accounts:
  act_1: { name: House, owner: "1001", users: { "91": [MANAGE, ADVERTISE, ANALYZE] } }
${more}`,
  })
  try {
    return await readAll(pipeline)
  } finally {
    await pipeline.close()
  }
}

const DANA = '"11": { name: Dana, email: dana@x.example, role: ADMIN }'
const LEE = '"12": { name: Lee, email: lee@x.example, role: Employee }'
const ANN = '"71": { email: Ann@X.example, role: EMPLOYEE, expires: "2026-12-01T00:00:00Z" }'
const OVER = '"72": { email: old@x.example, role: EMPLOYEE, expires: "2026-11-01T00:00:00Z" }'

const partOf = (text: string, key: string): string =>
  new RegExp(`^${key}:\n((?: .*|)\n)+?(?=\\S|$(?![\\s\\S]))`, 'm').exec(text)?.[0].trimEnd() ?? ''

/** Without comments and empty lines. */
const bare = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))

const CLOSED = 'policy: { coverage: closed }\n'

const expectInSync = (live: LiveState, text: string): void => {
  for (const each of [text, text + CLOSED, withoutModes(text), withoutModes(text) + CLOSED]) {
    expect({ steps: planOver(live, each).steps, each }).toEqual({ steps: [], each })
  }
}

describe('the members of an import', () => {
  it('are all business users and whoever is invited, by name and role, and no system user', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`, ANN)
    const made = importOf(live)
    const text = textOf(made)
    expect(bare(partOf(text, 'members'))).toEqual([
      'members:',
      '  mode: additive',
      '  users:',
      '    ann: EMPLOYEE # invited',
      '    dana: ADMIN',
      '    lee: EMPLOYEE',
    ])
    expect(bare(partOf(text, 'people'))).toEqual([
      'people:',
      '  ann: Ann@X.example',
      '  automation: { system_user: "91" }',
      '  dana: dana@x.example',
      '  lee: lee@x.example',
    ])
    expect(made.summary).toMatchObject({ people: 4, members: 3 })
    expectInSync(live, text)
    expect(planOver(live, text).waiting).toMatchObject([
      { address: '1001/members/ann@x.example', state: 'invitation' },
    ])
    expect(textOf(importOf(shuffled(live)))).toBe(text)
  })

  it('are not those whose invitation is over, or who are there by now', async () => {
    const gone = '"73": { email: DANA@x.example, role: EMPLOYEE, expires: "2026-12-01T00:00:00Z" }'
    const live = await liveOf(DANA, `${OVER}, ${gone}`)
    expect(live.invitations).toHaveLength(2)
    const text = textOf(importOf(live))
    expect(bare(partOf(text, 'members'))).toEqual([
      'members:',
      '  mode: additive',
      '  users:',
      '    dana: ADMIN',
    ])
    expect(planOver(live, text).steps).toEqual([])
    // Without its mode line, what is left of an invitation that is over may be taken back.
    const addresses = planOver(live, withoutModes(text)).steps.map(({ address }) => address)
    expect(addresses.filter((address) => address !== '1001/members/old@x.example')).toEqual([])
  })

  it('are ignored, and said, whose role this version does not know', async () => {
    const live = await liveOf(
      `${DANA}, "13": { name: Kim, email: kim@x.example, role: AUDITOR }`,
      '"74": { email: bo@x.example, role: AUDITOR, expires: "2026-12-01T00:00:00Z" }',
    )
    const text = textOf(importOf(live))
    expect(bare(partOf(text, 'members'))).toEqual([
      'members:',
      '  mode: additive',
      '  users:',
      '    dana: ADMIN',
      '  ignore: [bo, kim]',
    ])
    expect(text.replaceAll(/\s+#?\s*/g, ' ')).toContain(
      '(13) is ignored: this version does not know',
    )
    expectInSync(live, text)
  })

  it('have aliases of their own where names clash, and ids where an e-mail is shared', async () => {
    const live = await liveOf(
      `${DANA}, "14": { name: Dana, email: d2@x.example, role: EMPLOYEE }, "15": { name: Eve, email: e@x.example, role: EMPLOYEE }, "16": { name: Eva, email: E@x.example, role: EMPLOYEE }`,
      '"75": { email: dana@y.example, role: ADMIN, expires: "2026-12-01T00:00:00Z" }',
    )
    const text = textOf(importOf(live))
    const people = bare(partOf(text, 'people'))
    expect(people).toEqual(expect.arrayContaining(['  eva: "16"', '  eve: "15"']))
    expect(new Set(people).size).toBe(7)
    expectInSync(live, text)
  })

  it('are named by id who have an e-mail that no address can hold', async () => {
    const live = await liveOf(`${DANA}, "17": { name: Al, email: a/l@x.example, role: EMPLOYEE }`)
    const text = textOf(importOf(live))
    expect(bare(partOf(text, 'people'))).toContain('  al: "17"')
    expectInSync(live, text)
  })

  it('are left out where somebody is invited whom no line can name', async () => {
    const live = await liveOf(DANA)
    const strange: LiveState = {
      ...live,
      relations: live.relations.flatMap((row) =>
        row.member === undefined || row.subject !== '11'
          ? [row]
          : [
              row,
              {
                ...row,
                subject: 'a/b@x.example',
                status: 'pending' as const,
                member: {
                  type: 'business_user' as const,
                  email: 'a/b@x.example',
                  invitation: { id: '76', expires: null, status: null },
                },
              },
            ],
      ),
    }
    const made = importOf(strange)
    expect(textOf(made)).not.toContain('members:')
    const [problem] = made.problems.filter(({ code }) => code === 'import_not_added')
    expect(problem?.message).toContain('a/b@x.example is invited')
  })

  it.each(['business_users', 'system_users', 'pending_users'])(
    'are left out with a note, and never nobody, where %s cannot be read',
    async (edge) => {
      const faults = `faults: [{ match: { path: ${edge} }, do: { code: 200, status: 403 } }]\n`
      const live = await liveOf(`${DANA}, ${LEE}`, ANN, faults)
      const made = importOf(live)
      expect(partOf(textOf(made), 'members')).toBe('')
      expect(made.problems.map(({ code }) => code)).toContain('import_left_out')
      expect(textOf(made).replaceAll(/\s+#?\s*/g, ' ')).toContain(
        'members of 1 business may not be read with this token and is left out: 1001.',
      )
      expect(planOver(live, textOf(made)).steps).toEqual([])
    },
  )

  it('are left out by a pattern of assets, and all there is by their word', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`)
    for (const only of [['act_*'], ['*'], ['act_1', 'act_*']]) {
      expect(textOf(importOf(live, { only }))).not.toContain('members:')
    }
    const text = textOf(importOf(live, { only: ['members'] }))
    expect(text).toContain('members:')
    expect(text).not.toContain('act_1')
    expect(text).not.toContain('automation')
  })

  it('have a file of their own where there are several', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`, ANN)
    const { files } = importOf(live, { split: true })
    expect(files.map(({ name }) => name)).toEqual([
      'names.yaml',
      'members.yaml',
      'ad_accounts.yaml',
    ])
    expect(files.filter(({ text }) => text.includes('\nmembers:'))).toHaveLength(1)
  })
})

const OWN = 'version: 1\nbusiness: "1001"\npeople: { boss: dana@x.example, ann: ann@x.example }\n'
const HOUSE = 'ad_accounts: { act_1: { users: {}, agencies: {} } }\n'

const into = (live: LiveState, text: string, others: Readonly<Record<string, string>> = {}) => {
  const files = [
    { file: 'x/access.yaml', text },
    ...Object.entries(others).map(([file, other]) => ({ file, text: other })),
  ]
  const { value: manifest, problems } = loadManifest(files)
  if (manifest === null) throw new Error(problems.map(({ message }) => message).join())
  const given = { files, manifest, live, memory: NO_MEMORY, asOf: AS_OF }
  return {
    made: importInto({ ...given, into: 'x/access.yaml' }),
    missing: importMissing({ ...given, schema: 's.json' }),
  }
}

describe('members that a manifest does not declare', () => {
  it('are added by its own names, also of the invited, with the mode that takes nothing away', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`, ANN)
    const { made, missing } = into(live, OWN + HOUSE)
    const members = [
      'members:',
      '  mode: additive',
      '  users:',
      '    ann: EMPLOYEE # invited',
      '    boss: ADMIN',
      '    lee: EMPLOYEE',
    ]
    expect(bare(partOf(made.text ?? '', 'members'))).toEqual(members)
    expect(made.text).toContain('ann: ann@x.example, lee: lee@x.example }')
    expect(made.summary).toMatchObject({ assets: 0, people: 1, members: 3, relations: 0 })
    expect(bare(partOf(textOf(missing), 'members'))).toEqual(members)
    expect(missing.summary).toEqual(made.summary)
  })

  it('are its users alone where `members` is there without them', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`)
    const { made, missing } = into(live, `${OWN}${HOUSE}members:\n  mode: additive\n`)
    expect(made.text).toContain(
      'members:\n  mode: additive\n  users:\n    boss: ADMIN\n    lee: EMPLOYEE\n',
    )
    expect(made.summary).toMatchObject({ members: 2, relations: 1 })
    expect(textOf(missing)).toContain('# Already declared, but without these keys.\nmembers:\n')
  })

  it('are none where they are managed, whoever is there', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`)
    const { made, missing } = into(live, `${OWN}${HOUSE}members: { users: { boss: ADMIN } }\n`)
    expect([made.text, made.summary.members]).toEqual([null, 0])
    expect(textOf(missing)).not.toContain('lee')
  })

  it('are nobody who is offboarded, by id or as invited by e-mail', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`, ANN)
    const { made } = into(live, `${OWN}${HOUSE}offboarded: [ann, "12"]\n`)
    expect(bare(partOf(made.text ?? '', 'members')).slice(3)).toEqual(['    boss: ADMIN'])
  })

  it('are not added where that would take somebody away', async () => {
    const live = await liveOf(`${DANA}, "13": { name: Kim, email: kim@x.example, role: AUDITOR }`)
    const { made } = into(live, `${OWN}${HOUSE}members: {}\n`)
    expect(made.text).toBeNull()
    expect(made.problems.map(({ code, message }) => [code, message.split(':')[0]])).toEqual([
      ['import_not_added', '1001/members is not added'],
    ])
  })

  it('are not added to a file of no business, but all else is', async () => {
    const live = await liveOf(`${DANA}, ${LEE}`)
    const shared = 'version: 1\npeople: { boss: dana@x.example }\n'
    const { made } = into(live, shared, { 'y/access.yaml': 'version: 1\nbusiness: "1001"\n' })
    expect(made.text).toContain('act_1')
    expect(made.text).not.toContain('members')
    expect(made.problems.map(({ code, message }) => [code, message])).toEqual([
      ['import_not_added', expect.stringContaining('1001 is not added: `members` is in a file')],
    ])
  })
})
