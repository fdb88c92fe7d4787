import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** A forward proxy that keeps what it saw. */
export interface TestProxy {
  readonly host: string
  readonly port: number
  /** Connections of any kind, also those that say nothing. */
  readonly connections: () => number
  /** `graph.corp.invalid:443`, in the order asked for. */
  readonly tunnels: readonly string[]
  readonly authorizations: readonly (string | undefined)[]
  readonly close: () => Promise<void>
}

/** Answers CONNECT with a status, or with a tunnel to this port of our own machine. */
export const startProxy = async (answer: number | { readonly to: number }): Promise<TestProxy> => {
  const tunnels: string[] = []
  const authorizations: (string | undefined)[] = []
  let connections = 0
  const server = createServer((_request, response) => response.writeHead(500).end())
  server.on('connection', () => {
    connections += 1
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    tunnels.push(request.url ?? '')
    authorizations.push(request.headers['proxy-authorization'])
    socket.on('error', () => socket.destroy())
    if (typeof answer === 'number') {
      socket.end(`HTTP/1.1 ${answer} Refused\r\n\r\n`)
      return
    }
    const other = connect(answer.to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(other).pipe(socket)
    })
    other.on('error', () => socket.destroy())
  })
  const port = await listening(server)
  return {
    host: `127.0.0.1:${port}`,
    port,
    connections: () => connections,
    tunnels,
    authorizations,
    close: () => closed(server),
  }
}

/** TLS in front of a plain server of our own machine; nobody trusts its certificate. */
export const startTls = async (
  to: number,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> => {
  const server = createTlsServer({ key: KEY, cert: CERTIFICATE }, (socket) => {
    const other = connect(to, '127.0.0.1')
    socket.on('error', () => other.destroy())
    other.on('error', () => socket.destroy())
    socket.pipe(other).pipe(socket)
  })
  // Whoever does not trust us hangs up in the middle of the handshake.
  server.on('tlsClientError', () => {})
  return { port: await listening(server), close: () => closed(server) }
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const closed = async (server: Server & { closeAllConnections?: () => void }): Promise<void> => {
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeAllConnections?.()
  // Tunnels are no connections of HTTP any more: nobody waits for them.
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 200))])
}

/** Of graph.corp.invalid and localhost, signed by itself, good from 2020 to 2120, secret of nobody. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhzCCAS2gAwIBAgIBATAKBggqhkjOPQQDAjAdMRswGQYDVQQDDBJncmFwaC5j
b3JwLmludmFsaWQwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMB0x
GzAZBgNVBAMMEmdyYXBoLmNvcnAuaW52YWxpZDBZMBMGByqGSM49AgEGCCqGSM49
AwEHA0IABCw5yEr0CmaA8iTL6POK0MQRPRirn+V8yy5+/ix6mx3AvwMEZNG0mVBk
CDGcv/T7AkOevp1WeMsinrYhxZimNsmjXDBaMCgGA1UdEQQhMB+CEmdyYXBoLmNv
cnAuaW52YWxpZIIJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYE
FLAZRmjTVz5It8OhyeWokRWeH7nCMAoGCCqGSM49BAMCA0gAMEUCIGvIejeqYGsI
0tzQ6LJZN1cmXxbCkESu83rSkSJP0CQbAiEAnExZ+t3FaAm3PQPImzAej2IjqLyM
FQwwYF/a5VqbXtY=
-----END CERTIFICATE-----
`

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzPbb0/jMZO9vCgxP
dJ97VthALn0zVV4zyN095C3ZBMKhRANCAAQsOchK9ApmgPIky+jzitDEET0Yq5/l
fMsufv4sepsdwL8DBGTRtJlQZAgxnL/0+wJDnr6dVnjLIp62IcWYpjbJ
-----END PRIVATE KEY-----
`
