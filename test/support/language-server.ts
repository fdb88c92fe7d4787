import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What an editor shows at a place; the words of yaml-language-server. */
export interface Diagnostic {
  readonly message: string
  /** `line:column`, both from 1. */
  readonly at: string
}

export interface CompletionItem {
  readonly label: string
  /** Text of its documentation, '' where there is none. */
  readonly documentation: string
}

/** The real yaml-language-server over stdio, as an editor drives it. */
export interface LanguageServer {
  /** What is wrong with a document that lies in a folder. */
  readonly diagnose: (folder: string, text: string) => Promise<readonly Diagnostic[]>
  /** What is offered at the `|` of a text, which is taken out first. */
  readonly complete: (folder: string, marked: string) => Promise<readonly CompletionItem[]>
  /** The Markdown shown over the `|` of a text; '' where there is none. */
  readonly hover: (folder: string, marked: string) => Promise<string>
  readonly close: () => Promise<void>
}

const ANSWER_MS = 120_000

/** No catalogue of schemas, and so no network: the modeline alone names the schema. */
const SETTINGS = {
  yaml: {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false, url: '' },
    kubernetesCRDStore: { enable: false },
  },
}

const CAPABILITIES = {
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
  },
}

interface Message {
  readonly id?: number
  readonly method?: string
  // biome-ignore lint/suspicious/noExplicitAny: messages are of many shapes, each read in one place
  readonly [part: string]: any
}

/** A folder that is opened as a project, and what its settings say under `yaml`. */
export interface Project {
  readonly folder: string
  readonly yaml: object
}

/** Starts the server and tells it our settings, and those of a project. */
export const startLanguageServer = async (project?: Project): Promise<LanguageServer> => {
  const home = dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json'))
  const child = spawn(process.execPath, [join(home, 'bin/yaml-language-server'), '--stdio'])
  const settings = { yaml: { ...SETTINGS.yaml, ...project?.yaml } }
  const wire = wireOf(child, settings)
  const rootUri = project === undefined ? null : pathToFileURL(project.folder).href
  await wire.request('initialize', {
    processId: process.pid,
    capabilities: CAPABILITIES,
    rootUri,
    workspaceFolders: rootUri === null ? null : [{ uri: rootUri, name: 'project' }],
  })
  wire.notify('initialized', {})
  wire.notify('workspace/didChangeConfiguration', { settings })
  let opened = 0
  // A name of its own for each: closing a document publishes once more, that nothing is wrong.
  const open = (folder: string, text: string): string => {
    opened += 1
    const uri = pathToFileURL(join(folder, `opened-${opened}.yaml`)).href
    const version = 1
    wire.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version, text },
    })
    return uri
  }
  const ask = async (method: string, folder: string, marked: string): Promise<Message> => {
    const { text, position } = unmarked(marked)
    const uri = open(folder, text)
    try {
      return await wire.request(method, { textDocument: { uri }, position })
    } finally {
      wire.notify('textDocument/didClose', { textDocument: { uri } })
    }
  }
  return {
    diagnose: async (folder, text) => {
      const uri = open(folder, text)
      const found = await wire.published(uri)
      wire.notify('textDocument/didClose', { textDocument: { uri } })
      return found
    },
    complete: async (folder, marked) => {
      const list = await ask('textDocument/completion', folder, marked)
      return (list?.['items'] ?? list ?? []).map(itemOf)
    },
    hover: async (folder, marked) =>
      (await ask('textDocument/hover', folder, marked))?.['contents']?.value ?? '',
    close: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

const itemOf = ({ label, documentation = '' }: Message): CompletionItem => ({
  label,
  documentation: typeof documentation === 'string' ? documentation : documentation.value,
})

const unmarked = (marked: string) => {
  const [before = '', ...after] = marked.split('|')
  const lines = before.split('\n')
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }
  return { text: before + after.join('|'), position }
}

type Settings = Readonly<Record<string, unknown>>

type Listener = (message: Message) => void

/** JSON-RPC with the headers of the protocol; what is not answered in time is an error. */
const wireOf = (child: ChildProcessWithoutNullStreams, settings: Settings) => {
  const waiting = new Map<string, Listener>()
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const heard = (key: string): Promise<Message> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no answer to ${key}`)), ANSWER_MS)
      waiting.set(key, (message) => {
        clearTimeout(late)
        waiting.delete(key)
        resolve(message)
      })
    })
  const take: Listener = (message) => {
    const { id, method, params } = message
    if (method === undefined) waiting.get(`${id}`)?.(message)
    else if (id !== undefined) send({ id, result: answerTo(method, params, settings) })
    else if (method === 'textDocument/publishDiagnostics') waiting.get(params.uri)?.(params)
  }
  onMessages(child, take)
  let last = 0
  return {
    notify: (method: string, params: object): void => send({ method, params }),
    request: async (method: string, params: object): Promise<Message> => {
      last += 1
      const answer = heard(`${last}`)
      send({ id: last, method, params })
      const { error, result } = await answer
      if (error !== undefined) throw new Error(`${method}: ${error.message}`)
      return result
    },
    published: async (uri: string): Promise<readonly Diagnostic[]> =>
      (await heard(uri))['diagnostics'].map(({ message, range: { start } }: Message) => ({
        message,
        at: `${start.line + 1}:${start.character + 1}`,
      })),
  }
}

/** What the server asks of its editor: our settings, section by section, and nothing else. */
const answerTo = (method: string, params: Message, settings: Settings): unknown =>
  method === 'workspace/configuration'
    ? params['items'].map(({ section }: { section: string }) => settings[section] ?? null)
    : null

const HEADER = /^Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/

const onMessages = (child: ChildProcessWithoutNullStreams, take: Listener): void => {
  let buffer = Buffer.alloc(0)
  child.stdout.on('data', (part: Buffer) => {
    buffer = Buffer.concat([buffer, part])
    for (;;) {
      const [header, length] = HEADER.exec(buffer.toString('latin1')) ?? []
      const end = (header?.length ?? 0) + Number(length)
      if (header === undefined || buffer.length < end) return
      take(JSON.parse(buffer.subarray(header.length, end).toString('utf8')))
      buffer = buffer.subarray(end)
    }
  })
}
