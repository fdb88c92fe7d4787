// `node forward.mjs SOCKET …`: the command line …, run by the process that listens there (run-script.ts).
import { connect } from 'node:net'

const [socket, ...argv] = process.argv.slice(2)
const connection = connect(socket)
connection.end(JSON.stringify({ argv, cwd: process.cwd(), env: process.env }))
let answer = ''
connection.setEncoding('utf8')
for await (const part of connection) answer += part
const { code, stdout, stderr } = JSON.parse(answer)
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = code
