import { describe, expect, it } from 'vitest'
import type { ReviewReport } from '../../src/model/reports/review-report.ts'
import { runCli, WORLD } from '../support/run-cli.ts'

const KIM = '61550000000000009'

const EXPOSED = `${WORLD.replace(
  `"${KIM}": {`,
  `"${KIM}": { finance_permission: FINANCE_EDITOR,`,
).replace(
  '"2002": { name: Brightside }',
  `"2002": { name: Brightside }
  "2007": { name: Gone }
  "2008": { name: "<b>@all\\e[31m" }`,
)}pixels:
  "4441": { name: Shop, owner: "1001", exposure: { shared_accounts: [act_2222, act_9901], shared_agencies: ["2008"] } }
whatsapp_accounts:
  "7771": { name: Line, owner: "1001", exposure: { subscribed_apps: ["8801", "8809"] } }
apps:
  "8801": { name: Till, owner: "1001", exposure: { agencies: ["2007", "2002"] } }
credit_lines:
  "7100":
    owner: "1001"
    allocations:
      "7101": { receiving: "2002", amount: "500 EUR", status: APPROVE }
      "7102": { receiving: "2007", status: APPROVE }
      "7103": { receiving: "2008", status: DECLINE }
audience_requests:
  "9001": { initiator: "2008", recipient: "1001", status: APPROVE }
`
const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002", gone: "2007" }
people: { kim: "${KIM}" }
offboarded: [kim, gone]
`
const files = { 'access.yaml': MANIFEST, 'world.yaml': EXPOSED }

const asked = (...argv: readonly string[]) =>
  runCli(['review', '--sandbox=world.yaml', ...argv], { files, now: '2026-11-22T09:30:00Z' })

const reviewed = async (...argv: readonly string[]): Promise<ReviewReport> =>
  (await asked('--format=json', ...argv)).json() as unknown as ReviewReport

describe('review --exposure', () => {
  it('says who else can spend or see, whose they are and whether they are declared', async () => {
    const { exposure = [], exposure_unread: unread, complete } = await reviewed('--exposure')
    expect([unread, complete]).toEqual([[], true])
    expect(
      exposure.map(
        ({ question, asset, who, ours, declared, findings }) =>
          `${question} ${asset?.kind ?? null} ${who.type} ${who.id} ${ours} ${declared} ${findings}`,
      ),
    ).toEqual([
      'credit_line null business 2002 false true ',
      'credit_line null business 2007 false false foreign_spend',
      `finance null person ${KIM} true null foreign_spend`,
      'app_ads app business 2002 false true ',
      'app_ads app business 2007 false false foreign_spend',
      'pixel_sharing pixel ad_account act_9901 false null foreign_data',
      'pixel_sharing pixel business 2008 false false foreign_data',
      'pixel_sharing pixel ad_account act_2222 true null ',
      'audience_sharing null business 2008 false false ',
      'whatsapp_apps whatsapp_account app 8809 false null foreign_data',
      'whatsapp_apps whatsapp_account app 8801 true null ',
    ])
  })

  it('finds who is neither ours nor declared, and grades by whether a business is told', async () => {
    const { findings, summary } = await reviewed('--exposure')
    const found = findings.filter(({ code }) => code.startsWith('foreign_'))
    expect(
      found.map(
        ({ code, severity, subject, assets, message }) =>
          `${severity} ${code} ${subject?.alias ?? subject?.id} ${assets.map(({ id }) => id)}: ${message}`,
      ),
    ).toEqual([
      'high foreign_spend gone : spends our credit line',
      'high foreign_spend gone 8801: may advertise our app',
      'high foreign_spend kim : offboarded, and has finance rights',
      'medium foreign_data 2008 4441: gets data of our pixel',
      'low foreign_data undefined 4441: ad account act_9901: gets data of our pixel',
      'low foreign_data undefined 7771: app 8809: gets messages of our WhatsApp account',
    ])
    expect(summary.findings.high).toBeGreaterThanOrEqual(3)
  })

  it('names what is left to people', async () => {
    const codes = (await reviewed('--exposure')).not_visible.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['domains', 'lead_access', 'personal_roles']))
  })

  it('asks nothing without the flag, and has no such key', async () => {
    const report = await reviewed()
    expect(Object.keys(report).filter((key) => key.startsWith('exposure'))).toEqual([])
    expect(report.findings.some(({ code }) => code.startsWith('foreign_'))).toBe(false)
    const { stdout } = await asked()
    expect(stdout).not.toContain('Exposure')
  })

  it.each(['text', 'markdown', 'html'])(
    'has a section of its own in %s, safe to show',
    async (format) => {
      const { code, stdout } = await asked('--exposure', `--format=${format}`)
      expect(code).toBe(0)
      expect(stdout).toMatch(/Exposure: who spends our credit line/)
      expect(stdout).toContain('spends 500 EUR of our credit line')
      if (format === 'html') expect(stdout).not.toContain('<b>@all')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it must not get through
      expect(stdout).not.toMatch(/\u001b/)
    },
  )

  it('says that nobody else was found where there is nobody, and only then', async () => {
    const nobody = 'Nobody else was found, and every question was answered.'
    const files = { 'world.yaml': WORLD }
    const { stdout } = await runCli(
      ['review', '--business=1001', '--exposure', '--sandbox=world.yaml'],
      { files },
    )
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(nobody)
    expect((await asked('--exposure')).stdout).not.toContain('Nobody else')
  })

  it('has a row each in CSV, with the question and the codes', async () => {
    const { stdout } = await asked('--exposure', '--format=csv')
    const lines = stdout.split('\r\n').filter((line) => line.includes('exposure '))
    expect(lines).toHaveLength(11)
    expect(lines[1]?.replaceAll('"', '')).toMatch(
      /,business,2007,Gone,.*,exposure credit_line,,undeclared,,foreign_spend,/,
    )
    expect(stdout).toContain('app,8801,Till')
  })

  it('says what is refused, in every format, and is no less complete for it', async () => {
    const world = `${EXPOSED}modes: { refused_fields: [extendedcredits], absent_fields: [solutions] }\n`
    for (const format of ['text', 'json', 'markdown', 'html', 'csv']) {
      const argv = ['review', '--sandbox=world.yaml', '--exposure', `--format=${format}`]
      const { code, stdout } = await runCli(argv, { files: { ...files, 'world.yaml': world } })
      expect(code, format).toBe(0)
      expect(stdout, format).toContain('extendedcredits')
      expect(stdout, format).toContain('solutions')
    }
  })

  it('shows and asks of what the filters name alone', async () => {
    const one = await reviewed('--exposure', '--only=4441')
    expect(one.exposure?.map(({ question }) => question)).toEqual(Array(3).fill('pixel_sharing'))
    const who = await reviewed('--exposure', '--who=gone')
    expect(who.exposure?.map(({ who: { id } }) => id)).toEqual(['2007', '2007'])
  })

  it.each(['2008', 'act_9901', '8809'])(
    'knows whom it alone shows: --who %s is no typing mistake',
    async (who) => {
      const { problems, exposure } = await reviewed('--exposure', `--who=${who}`)
      expect(problems.map(({ code }) => code)).not.toContain('who_matches_nobody')
      expect(exposure?.length).toBeGreaterThan(0)
      const without = await reviewed(`--who=${who}`)
      expect(without.problems.map(({ code }) => code)).toContain('who_matches_nobody')
    },
  )

  it('shows the ex-agency that still spends in the world of the brand', async () => {
    const argv = ['review', '--sandbox=brand', '--business=1001', '--exposure', '--format=json']
    const { exposure, findings } = (await runCli(argv)).json() as unknown as ReviewReport
    expect(exposure?.some(({ who }) => who.name === 'Harbor Lane')).toBe(true)
    expect(findings.find(({ code }) => code === 'foreign_spend')).toBeDefined()
  })
})
