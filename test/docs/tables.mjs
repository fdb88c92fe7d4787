// The reference tables of README and docs, from the tables of the built program.
import { Command } from 'commander'
import { COMMANDS } from '../../dist/cli/commands.js'
import { EXIT } from '../../dist/cli/exit-codes.js'
import { addFlags } from '../../dist/cli/flags.js'
import { VOCABULARY } from '../../dist/cli/offline/explained-tables.js'
import { listOf } from '../../dist/document/plural.js'
import { schemaOf } from '../../dist/manifest/schema/schema.js'
import { ACTION_TABLE, ACTIONS } from '../../dist/model/actions.js'
import { ASSUMPTIONS } from '../../dist/model/assumed/assumptions.js'
import { BASES, basisOf, READ_BASES } from '../../dist/model/basis/basis.js'
import { KINDS } from '../../dist/model/kinds.js'
import { callsOf } from '../../dist/questions/explain/action-calls.js'
import { problemRows } from '../../dist/questions/explain/explain.js'
import { READINGS } from '../../dist/twin/reading-table.js'

const SCHEMA = schemaOf(KINDS)

const code = (text) => `\`${text}\``

/** A table as the formatter lays it out: every column as wide as its widest cell. */
const table = (head, rows) => {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)))
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`
  const [first, ...others] = lines
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join(
    '\n',
  )
}

/** What would be a very wide table, as a list. */
const list = (items) => items.map((item) => `- ${item}`).join('\n')

/** Outside of code `*.yaml, *.yml` starts no emphasis. */
const plain = (words) => words.replaceAll('*.', '\\*.')

/** The value of a key in a table that must have exactly these keys. */
const complete = (words, keys, what) => {
  const missing = keys.filter((key) => !(key in words))
  const gone = Object.keys(words).filter((key) => !keys.includes(key))
  if (missing.length + gone.length > 0) {
    throw new Error(`${what}: say ${missing.join(', ')}; drop ${gone.join(', ')}`)
  }
  return words
}

// The manifest

const resolved = (schema) => ({
  ...SCHEMA.$defs[(schema.$ref ?? '').replace('#/$defs/', '')],
  ...schema,
})

const NAMES = { integer: 'whole number', object: 'map', array: 'list', string: 'text' }

const isId = ({ type, pattern }) => Array.isArray(type) && pattern !== undefined

const typeOf = (given) => {
  const schema = resolved(given)
  if (isId(schema)) return 'id'
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum !== undefined) return schema.enum.map(code).join(' or ')
  if (schema.pattern?.includes('{4}-')) return 'date `YYYY-MM-DD`'
  const types = [schema.type].flat()
  const isNames = types.includes('string') && types.includes('integer')
  const named = isNames ? types.filter((type) => type !== 'integer') : types
  return named.map((type) => wordOf(type, schema)).join(' or ')
}

const wordOf = (type, schema) =>
  type === 'array' && schema.items?.type !== undefined && !schema.items.anyOf
    ? `list of ${[schema.items.type].flat().includes('integer') ? 'names or ids' : 'names'}`
    : (NAMES[type] ?? type)

const exampleOf = (given) => {
  const [example] = resolved(given).examples ?? []
  return example === undefined ? '' : code(flow(example))
}

/** A value as one line of YAML. */
const flow = (value) => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object')
    return /^\d{3,}$/.test(String(value)) ? `"${value}"` : String(value)
  const entries = Object.entries(value).map(([key, each]) => `${flow(key)}: ${flow(each)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const described = (schema) => resolved(schema).description ?? ''

const keyList = (properties) =>
  list(
    Object.entries(properties).map(
      ([key, schema]) =>
        `${code(key)} (${typeOf(schema)}): ${described(schema)} Example: ${exampleOf(schema)}`,
    ),
  )

const policyList = () =>
  list(
    Object.entries(SCHEMA.properties.policy.properties).map(
      ([key, schema]) =>
        `${code(key)} (${typeOf(schema)}, default ${code(flow(schema.default))}): ${schema.description}`,
    ),
  )

const plural = ({ label }) => `${label}s`

/** Keys of an asset, in the words for any kind; a key that not all kinds have says which do. */
const assetKeys = () => {
  const ofKinds = KINDS.map(({ name }) => SCHEMA.$defs[`${name}_asset`].properties)
  const all = Object.entries(Object.assign({}, ...ofKinds))
  return Object.fromEntries(
    all.map(([key, schema]) => {
      const having = KINDS.filter((_, place) => key in ofKinds[place])
      const only = having.length === KINDS.length ? '' : ` Only ${listOf(having.map(plural))}.`
      const general = SCHEMA.$defs[`any_${key}`] ?? schema
      return [key, { ...resolved(general), description: described(general) + only }]
    }),
  )
}

const kindBlock = (kind) => {
  const roles = Object.entries(kind.roles).map(([role, tasks]) => {
    const sent = tasks.filter((task) => kind.tasks.includes(task))
    return [
      code(role),
      sent.length === 0 ? '(nothing that can be sent)' : sent.map(code).join(', '),
    ]
  })
  const own = kind.tasks.filter((task) => !(task in kind.twins))
  const twins = Object.keys(kind.twins)
  return [
    `### ${code(kind.section)}: ${kind.label}s`,
    `Ids as ${code(kind.id.example)}; ${code(kind.name)} in ${code('roles')} and in JSON.`,
    `Tasks: ${own.map(code).join(', ')}.`,
    ...(twins.length === 0
      ? []
      : [`Other names of the same tasks on newer assets: ${twins.map(code).join(', ')}.`]),
    roles.length === 0 ? 'No built-in roles.' : table(['Built-in role', 'Tasks'], roles),
  ].join('\n\n')
}

/** What a token needs for everything, and what else is enough where nothing is written. */
const scopesOf = ({ relations: { request, agencies, users } }) => {
  const edges = [agencies, users].filter(Boolean)
  const flat = (lists) => [...new Set(lists.flat(2))]
  const writes = flat([request?.scopes ?? [], ...edges.map(({ scopes }) => scopes.write)])
  const reads = flat(edges.map(({ scopes }) => scopes.read)).filter((one) => !writes.includes(one))
  const enough = reads.length === 0 ? '' : ` (to plan, ${reads.map(code).join(' or ')} is enough)`
  return writes.length === 0 ? 'nothing more' : `${writes.map(code).join(', ')}${enough}`
}

/** What can be done by the API on assets of each kind, and what a token needs for it. */
const abilityTable = () =>
  table(
    ['Section', 'Permissions', 'Partners', 'People', 'Of a client'],
    KINDS.map((kind) => {
      const { request, agencies, users } = kind.relations
      return [
        code(kind.section),
        scopesOf(kind),
        agencies === undefined ? 'by hand' : 'yes',
        users.remove === 'none' ? 'never taken off' : 'yes',
        request === undefined ? 'the client shares it' : 'asked for',
      ]
    }),
  )

// The command line

const optionsOf = (row) => {
  const command = new Command(row.name)
  addFlags(command, row.flags)
  return command.options
}

const commandTable = () =>
  table(
    ['Command', 'What it does'],
    COMMANDS.map(({ name, args, summary }) => [code(`${name} ${args}`.trim()), summary]),
  )

const flagList = () => {
  const rows = new Map()
  for (const row of COMMANDS) {
    for (const option of optionsOf(row)) {
      const key = `${option.flags} ${flagWords(option)}`
      const known = rows.get(key) ?? { option, commands: [] }
      rows.set(key, { option, commands: [...known.commands, row.name] })
    }
  }
  return list(
    [...rows.values()].map(({ option, commands }) => {
      const where = commands.length === COMMANDS.length ? 'every command' : commands.join(', ')
      return `${code(option.flags)} (${where}): ${plain(flagWords(option))}`
    }),
  )
}

const flagWords = ({ description, argChoices, defaultValue, negate }) =>
  [
    description,
    argChoices === undefined ? '' : `: ${argChoices.map(code).join(', ')}`,
    defaultValue === undefined || negate ? '' : ` (default: ${defaultValue})`,
  ].join('')

const EXIT_WORDS = {
  ok: 'In sync, or everything done. Without `--detailed-exitcode` also: steps planned, people waited for.',
  failed:
    'Could not: bad input, refused by the API, a step that failed or was skipped, a decision that was not written, a read that is not complete.',
  differs:
    'Differences: `drift` found one, `review --fail-on` or `requests --older-than` has one to tell of, a reading of `rehearse` does not converge, or steps are planned (only with `--detailed-exitcode`).',
  waits:
    'In sync but for what waits on people or must be done by hand (only with `--detailed-exitcode`).',
  blocked: 'Blocked by a rail (`plan`, `rehearse` and `apply`, always). Nothing was written.',
  interrupted: 'Interrupted. The journal is whole: run the same command again.',
}

const exitTable = () => {
  const words = complete(EXIT_WORDS, Object.keys(EXIT), 'exit codes')
  return table(
    ['Code', 'Meaning'],
    Object.entries(EXIT).map(([name, number]) => [code(number), words[name]]),
  )
}

const actionTable = () =>
  table(
    ['Action', 'What it does', 'Call'],
    ACTIONS.map((action) => [
      code(action),
      ACTION_TABLE[action].words.does,
      callsOf(action, KINDS).map(code).join(', '),
    ]),
  )

// What reads rest on

/** By what each rests on: the lists and objects, and in brackets their fields that rest on less. */
const basisLists = () =>
  BASES.map((basis) => [basis, READ_BASES.filter((row) => basisOf(row) === basis)])
    .filter(([, rows]) => rows.length > 0)
    .map(([basis, rows]) => {
      const items = rows.map(({ of, edge, documented = [], inferred = [], source }) => {
        const less = basis === 'recorded' ? [['documented', documented]] : []
        const words = [...less, ['inferred', inferred]]
          .filter(([, fields]) => fields.length > 0)
          .map(([word, fields]) => `${word} only: ${fields.map(code).join(', ')}`)
        const place = edge === null ? of : `${of}/${edge}`
        return `${code(place)} (${[source, ...words].join('; ')})`
      })
      return `### ${basis[0].toUpperCase()}${basis.slice(1)} (${rows.length})\n\n${list(items)}`
    })
    .join('\n\n')

// Problems

const STAGES = {
  cli: 'The command line',
  manifest: 'The manifest (`validate`)',
  live: 'Reading what is live',
  plan: 'Planning',
  who: 'Asking about somebody (`who`)',
  import: 'Importing',
  review: 'Reviewing with a memory (`--since`, `--decisions`)',
  offboard: 'Writing an offboarding down (`offboard --into`)',
  rehearse: 'Rehearsing (`rehearse`, `apply --rehearse`)',
  apply: 'Applying, and the journal',
  action: 'The GitHub Action',
}

const problemLists = () => {
  const rows = problemRows(VOCABULARY.stages)
  const words = complete(STAGES, [...new Set(rows.map(({ stage }) => stage))], 'stages')
  return Object.entries(words)
    .map(([stage, title]) => {
      const own = rows.filter((row) => row.stage === stage)
      const items = own.map(
        ({ code: name, severity, words }) =>
          `${code(name)} (${severity}): ${plain(words.replace(/\s+/g, ' '))}`,
      )
      return `## ${title}\n\n${list(items)}`
    })
    .join('\n\n')
}

/** What a rehearsal goes through, and which open question each is an answer to. */
const readingTable = () =>
  table(
    ['Reading', 'What the API is taken to do', 'The open question'],
    READINGS.map(({ name, assumption, question }) => [code(name), assumption, question]),
  )

const SHOWN = { 'by reads': 'Shown by', 'by writes': 'No read shows it' }

const assumptionList = () =>
  list(
    Object.entries(ASSUMPTIONS).map(([id, { statement, source, shown, shownBy, safe }]) => {
      const where =
        shown === 'by reads' ? `${SHOWN[shown]} ${shownBy}` : `${SHOWN[shown]}: ${shownBy}`
      return plain(`${code(id)} (${source}): ${statement} ${where}. To be safe: ${safe}.`)
    }),
  )

export const tableBlocks = () => ({
  readings: readingTable(),
  'manifest-keys': keyList(SCHEMA.properties),
  'asset-keys': keyList(assetKeys()),
  'profile-keys': keyList(SCHEMA.$defs.profile.properties),
  'grant-keys': keyList(SCHEMA.$defs.any_grant.properties),
  'members-keys': keyList(SCHEMA.properties.members.properties),
  'member-keys': keyList(SCHEMA.$defs.member.properties),
  'policy-keys': policyList(),
  'kind-abilities': abilityTable(),
  kinds: KINDS.map(kindBlock).join('\n\n'),
  commands: commandTable(),
  flags: flagList(),
  'exit-codes': exitTable(),
  actions: actionTable(),
  bases: basisLists(),
  assumptions: assumptionList(),
  problems: problemLists(),
})
